package dev.deskhand.people.roles;

import dev.deskhand.language.CommandPermission;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.Relation;
import dev.deskhand.people.Actor;
import dev.deskhand.people.Permissions;
import dev.deskhand.people.Person;
import dev.deskhand.record.RecordWriter;
import dev.deskhand.record.Subject;
import dev.deskhand.record.Values;
import dev.deskhand.record.Verb;
import dev.deskhand.record.Visibility;
import dev.deskhand.text.Text;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Decides by the {@link CommandPermission} of each command, and keeps what was refused. */
@Service
public class PermissionService implements Permissions {

  private static final int LONGEST_SUBJECT = 100;

  private final RecordWriter record;

  public PermissionService(RecordWriter record) {
    this.record = record;
  }

  @Override
  public Verdict may(Person person, CommandSpec command, Set<Relation> relations) {
    return command.permission().allows(person.roles(), relations)
        ? new Verdict.Allowed()
        : new Verdict.Denied(why(person, command, relations));
  }

  @Override
  public boolean concerns(Person person, CommandSpec command) {
    CommandPermission permission = command.permission();
    return permission.allows(person.roles(), Set.of())
        || EnumSet.allOf(Relation.class).stream()
            .anyMatch(relation -> permission.allows(person.roles(), Set.of(relation)));
  }

  /** The subject may be what somebody typed. */
  @Override
  @Transactional
  public void recordRefusal(Actor by, CommandSpec command, String subject, String why) {
    record.write(
        by.did(Verb.REFUSE, Subject.ofKey(Text.first(Text.storable(subject), LONGEST_SUBJECT)))
            .changing(Values.NONE, Values.of("command", command.words()))
            .saying(why, Visibility.PUBLIC));
  }

  private static String why(Person person, CommandSpec command, Set<Relation> relations) {
    String words = "\"" + command.words() + "\"";
    if (person.roles().isEmpty()) {
      return "Sorry, you have no role at this desk, so "
          + words
          + " is not for you. An admin can give one.";
    }
    if (command.permission().excepted().stream().anyMatch(relations::contains)) {
      return words + " is not for one's own request; somebody else decides on it.";
    }
    return words + " is only for " + joined(command.permission().audience()) + ".";
  }

  private static String joined(List<String> people) {
    return people.size() < 2
        ? String.join("", people)
        : String.join(", ", people.subList(0, people.size() - 1)) + " and " + people.getLast();
  }
}
