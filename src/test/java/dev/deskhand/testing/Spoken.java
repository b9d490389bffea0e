package dev.deskhand.testing;

import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Sender;
import dev.deskhand.chat.Utterance;
import dev.deskhand.conversation.commands.DeskCommand;
import dev.deskhand.language.Command;
import dev.deskhand.language.CommandParser;
import dev.deskhand.language.CommandRegistry;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.mockito.Mockito;
import org.springframework.beans.BeanUtils;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/** What words become, with all commands of the desk and without a desk that could do them. */
public final class Spoken {

  public static final CommandRegistry REGISTRY = new CommandRegistry(commands());

  public static final CommandParser PARSER = new CommandParser(REGISTRY);

  private static final Pattern NOTHING =
      Pattern.compile("(^|, )\\w+=(null|\\[\\]|\\{\\})(?=, \\w+=|$)");

  private static final Origin ORIGIN =
      new Origin(
          "E1",
          new Sender("slack", "U1", "Ada"),
          new Place("slack", "D1", null, true),
          Instant.parse("2026-01-05T09:00:00Z"),
          Origin.ReplyRoute.IN_PLACE);

  private Spoken() {}

  public static Command command(String text) {
    return PARSER.parse(new Utterance.Said(ORIGIN, text, true));
  }

  public static Command freely(String text) {
    return PARSER.parse(new Utterance.Said(ORIGIN, text, false));
  }

  public static Command pressed(String command) {
    return PARSER.parse(new Utterance.Pressed(ORIGIN, command));
  }

  public static Command submitted(String command, Map<String, String> fields) {
    return PARSER.parse(new Utterance.Submitted(ORIGIN, command, fields));
  }

  /** The refusal that a command became. */
  public static Reply.Refusal refusal(Command command) {
    if (command instanceof Command.Misunderstood(Reply.Refusal answer)) {
      return answer;
    }
    throw new AssertionError("Not misunderstood: " + command);
  }

  /** The form that a command became. */
  public static Reply.Form form(Command command) {
    if (command instanceof Command.Ask ask) {
      return ask.form();
    }
    throw new AssertionError("No form: " + command);
  }

  /** A command with what was given for it: {@code wait[key=INC-1, on=VENDOR]}. */
  public static String shown(Command command) {
    if (command instanceof Command.Call<?> call) {
      String arguments = call.arguments().toString();
      String given = arguments.substring(arguments.indexOf('[') + 1, arguments.length() - 1);
      String stated = NOTHING.matcher(given).replaceAll("");
      return call.definition().spec().words()
          + "["
          + (stated.startsWith(", ") ? stated.substring(2) : stated)
          + "]";
    }
    throw new AssertionError("No command: " + command);
  }

  /** Whether it is the command of that name. */
  public static boolean is(Command command, String name) {
    return command instanceof Command.Call<?> call && call.definition().spec().words().equals(name);
  }

  private static List<DeskCommand<?>> commands() {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AssignableTypeFilter(DeskCommand.class));
    return scanner.findCandidateComponents(DeskCommand.class.getPackageName()).stream()
        .map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
        .<DeskCommand<?>>map(Spoken::withoutADesk)
        .sorted(AnnotationAwareOrderComparator.INSTANCE)
        .toList();
  }

  private static DeskCommand<?> withoutADesk(Class<?> command) {
    Constructor<?> constructor = command.getDeclaredConstructors()[0];
    // the classes of Mockito's own making are subclasses: whatever is final is left out
    Object[] nothing =
        Arrays.stream(constructor.getParameterTypes())
            .map(type -> Modifier.isFinal(type.getModifiers()) ? null : Mockito.mock(type))
            .toArray();
    return (DeskCommand<?>) BeanUtils.instantiateClass(constructor, nothing);
  }
}
