package dev.deskhand.conversation.commands.desk;

import static dev.deskhand.language.CommandPermission.staffAndGuests;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.TicketlessCommand;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Trait;
import dev.deskhand.language.ParsedArguments;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What is open of the person who asks. */
@Component
@Order(50)
public record MyCommand(OpenTickets tickets) implements TicketlessCommand<MyCommand.Arguments> {

  public static final CommandSpec SPEC =
      CommandSpec.of("my", CommandGroup.DESK, "Lists your open incidents and requests", "my")
          .takes(Param.page())
          .permits(staffAndGuests())
          .with(Trait.READS);

  /** Which page of the list. */
  public record Arguments(int page) {}

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(given.page());
  }

  @Override
  public List<Reply> carryOut(Arguments given, CommandContext context) {
    return my(given.page(), context);
  }

  /** One page of the list. */
  public List<Reply> my(int page, CommandContext context) {
    OpenTickets.Page own = tickets.of(context.person().id(), page);
    if (own.own().isPastEnd()) {
      return Replies.noPage("my", own.own());
    }
    return own.rows().isEmpty()
        ? Replies.one(
            new Reply.Text(
                "You have no open incidents and no open requests.",
                List.of(),
                List.of(
                    Action.primary("Report an issue", "report"),
                    Action.of("Ask for something", "catalog"))))
        : Replies.one(own.listing("Your open incidents", "requests", "your requests", "my"));
  }
}
