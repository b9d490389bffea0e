package dev.deskhand.people.roles;

import dev.deskhand.language.Role;
import dev.deskhand.people.Actor;
import dev.deskhand.people.People.RoleOutcome;
import dev.deskhand.people.PeopleProperties;
import dev.deskhand.people.Person;
import dev.deskhand.people.roles.EffectiveRoles.Footing;
import dev.deskhand.record.RecordWriter;
import dev.deskhand.record.Subject;
import dev.deskhand.record.Values;
import dev.deskhand.record.Verb;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.MDC;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gives and takes roles, and puts it on record; part of the caller's transaction. */
@Component
public class RoleChanges {

  private final JdbcClient jdbc;
  private final EffectiveRoles roles;
  private final PeopleProperties properties;
  private final RecordWriter record;
  private final Clock clock;

  RoleChanges(
      JdbcClient jdbc,
      EffectiveRoles roles,
      PeopleProperties properties,
      RecordWriter record,
      Clock clock) {
    this.jdbc = jdbc;
    this.roles = roles;
    this.properties = properties;
    this.record = record;
    this.clock = clock;
  }

  public Optional<Footing> footing(long personId) {
    return jdbc.sql("select " + EffectiveRoles.COLUMNS + " from person p where p.id = ?")
        .param(personId)
        .query((row, number) -> roles.footing(row))
        .optional();
  }

  public RoleOutcome change(long personId, Set<Role> add, Set<Role> remove, Actor by) {
    int admins = holdAdmins(personId);
    Optional<Footing> found = footing(personId);
    if (found.isEmpty()) {
      return new RoleOutcome.Refused("There is no such person any more.");
    }
    Footing before = found.get();
    Optional<String> no = refusal(before, add, remove, admins);
    if (no.isPresent()) {
      return new RoleOutcome.Refused(no.get());
    }
    Set<Role> given = EnumSet.noneOf(Role.class);
    given.addAll(before.given());
    given.addAll(add);
    given.removeAll(remove);
    if (given.equals(before.given())) {
      return new RoleOutcome.Changed(before.person());
    }
    jdbc.sql("delete from person_role where person_id = ? and role <> all (?)")
        .params(personId, names(given))
        .update();
    give(personId, given);
    Person person = before.person();
    record(by, person, before.given(), given);
    return new RoleOutcome.Changed(footing(personId).orElse(before).person());
  }

  private Optional<String> refusal(Footing before, Set<Role> add, Set<Role> remove, int admins) {
    String name = before.person().name();
    if (add.contains(Role.GUEST) || remove.contains(Role.GUEST)) {
      return Optional.of("Who is a guest, the platform says; nobody gives or takes it.");
    }
    if (before.gone() && !add.isEmpty()) {
      return Optional.of(
          "%s has left: the account is deactivated or gone, and nobody without one has a role."
              .formatted(name));
    }
    for (Role role : remove) {
      List<String> carriers = before.carriers(role);
      if (!before.given().contains(role) && !carriers.isEmpty()) {
        return Optional.of(
            "%s is %s %s. Take them out of the group, and the role goes."
                .formatted(name, lower(role), String.join(" and ", carriers)));
      }
    }
    if (!before.given().contains(Role.ADMIN) || !remove.contains(Role.ADMIN)) {
      return Optional.empty();
    }
    if (isNamedByConfiguration(before.person().id())) {
      return Optional.of(
          "%s is an admin by the configuration (DESKHAND_ADMINS) and stays one until that changes."
              .formatted(name));
    }
    return admins <= 1
        ? Optional.of("%s is the last admin. Make somebody else an admin first.".formatted(name))
        : Optional.empty();
  }

  /** Whether DESKHAND_ADMINS names an account of theirs. */
  public boolean isNamedByConfiguration(long personId) {
    return jdbc.sql("select platform, user_id from identity where person_id = ?")
        .param(personId)
        .query(
            (row, number) ->
                properties.namesAdmin(row.getString("platform"), row.getString("user_id")))
        .list()
        .contains(true);
  }

  /** Somebody whom the configuration names becomes an admin. */
  public Person makeAdmin(Person person) {
    give(person.id(), Set.of(Role.ADMIN));
    Set<Role> after = EnumSet.of(Role.ADMIN);
    after.addAll(person.roles());
    recordFor(person, "the configuration", "DESKHAND_ADMINS", after);
    return new Person(person.id(), person.name(), after);
  }

  /**
   * Gives and takes what follows from how somebody stands now: whoever has left has nothing any
   * more, whoever is a member is an employee, and whoever is none any more is none.
   *
   * @param before how they stood before an account of theirs changed
   */
  public Person settle(Footing before, String platform) {
    long id = before.person().id();
    holdAdmins(id);
    Footing now = footing(id).orElse(before);
    if (now.gone()) {
      jdbc.sql("delete from person_role where person_id = ?").param(id).update();
    } else if (before.member() && !now.member()) {
      jdbc.sql("delete from person_role where person_id = ? and role = 'EMPLOYEE'")
          .param(id)
          .update();
    } else if (!before.member() && now.member()) {
      give(id, Set.of(Role.EMPLOYEE));
    }
    Person after = footing(id).orElse(now).person();
    if (!after.roles().equals(before.person().roles())) {
      recordFor(before.person(), platform, platform, after.roles());
    }
    return after;
  }

  /**
   * Held until the end, so that two admins cannot depose each other at once; everybody takes the
   * first two in one order, and two are enough to know whether one would be left. The person is
   * held too.
   *
   * @return how many there are, up to two
   */
  private int holdAdmins(long personId) {
    int admins =
        jdbc.sql(
                """
                select person_id from person_role where role = 'ADMIN'
                order by person_id limit 2 for update
                """)
            .query((row, number) -> row.getLong(1))
            .list()
            .size();
    jdbc.sql("select id from person where id = ? for update")
        .param(personId)
        .query((row, number) -> row.getLong(1))
        .list();
    return admins;
  }

  private void give(long personId, Set<Role> given) {
    jdbc.sql(
            """
            insert into person_role (person_id, role) select ?, unnest(?::text[])
            on conflict do nothing
            """)
        .params(personId, names(given))
        .update();
  }

  private void recordFor(Person person, String who, String place, Set<Role> after) {
    String correlationId = MDC.get("correlationId");
    record(
        new Actor(
            person.id(), who, place, correlationId == null ? "" : correlationId, clock.instant()),
        person,
        person.roles(),
        after);
  }

  private void record(Actor by, Person person, Collection<Role> before, Collection<Role> after) {
    record.write(
        by.did(Verb.ROLE, Subject.person(person.id(), person.name()))
            .changing(Values.of("roles", words(before)), Values.of("roles", words(after))));
  }

  private static String lower(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private static List<String> words(Collection<Role> roles) {
    return roles.stream().sorted().map(RoleChanges::lower).toList();
  }

  private static String[] names(Collection<Role> roles) {
    return roles.stream().sorted().map(Role::name).toArray(String[]::new);
  }
}
