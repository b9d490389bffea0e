package dev.deskhand.conversation.commands.desk;

import static dev.deskhand.language.CommandPermission.anybody;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.TicketlessCommand;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandRegistry;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.CommandSpec.Trait;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.people.Permissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Says what somebody can do here, or how one command is used.
 *
 * @param commands of which this is one
 */
@Component
@Order(10)
record HelpCommand(Permissions permissions, ObjectProvider<CommandRegistry> commands)
    implements TicketlessCommand<HelpCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of("help", CommandGroup.DESK, "Shows what you can do here", "help report")
          .takes(Param.optional("command", Kind.COMMAND, "the command to explain"))
          .permits(anybody())
          .with(Trait.READS);

  /**
   * What is wanted.
   *
   * @param topic the name of a command; null for all of them
   */
  record Arguments(@Nullable String topic) {}

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(given.command("command").orElse(null));
  }

  @Override
  public List<Reply> carryOut(Arguments given, CommandContext context) {
    CommandRegistry all = commands.getObject();
    if (given.topic() != null) {
      return Replies.one(explain(all.spec(given.topic())));
    }
    List<Reply.Row> rows =
        all.all().stream()
            .filter(spec -> permissions.concerns(context.person(), spec))
            .map(spec -> new Reply.Row("", spec.usage(), spec.summary()))
            .toList();
    return Replies.one(
        new Reply.Listing(
            "What you can do, " + context.person().name(),
            rows,
            List.of(
                Action.primary("Report an issue", "report"),
                Action.of("My tickets", "my"),
                Action.of("Services", "status"),
                Action.of("Catalog", "catalog"))));
  }

  private static Reply explain(CommandSpec spec) {
    List<String> lines = new ArrayList<>();
    lines.add(spec.usage());
    lines.add(spec.summary() + ". For: " + spec.permission().words() + ".");
    spec.params()
        .forEach(
            param ->
                lines.add(
                    "- "
                        + param.name()
                        + (param.required() ? "" : " (optional)")
                        + ": "
                        + param.summary()));
    lines.add("Example: " + spec.example());
    return new Reply.Text(String.join("\n", lines));
  }
}
