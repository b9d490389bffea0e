package dev.deskhand.conversation.commands.requests;

import static dev.deskhand.language.CommandPermission.staff;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.TicketlessCommand;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Trait;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.requests.Requests;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(120)
record CatalogCommand(Requests requests) implements TicketlessCommand<CatalogCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of("catalog", CommandGroup.DESK, "Lists what you can ask for", "catalog")
          .permits(staff())
          .with(Trait.READS)
          .alsoSpelled("catalogue");

  record Arguments() {}

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments();
  }

  @Override
  public List<Reply> carryOut(Arguments given, CommandContext context) {
    List<Reply.Row> rows =
        requests.catalog().stream()
            .map(
                item ->
                    new Reply.Row(
                        "",
                        item.name(),
                        item.id()
                            + ": "
                            + item.description()
                            + (item.approval() == null
                                ? ""
                                : " Needs approval by a " + item.approval() + "."),
                        List.of(Action.primary("Ask for it", "request " + item.id()))))
            .toList();
    return Replies.one(new Reply.Listing("What you can ask for", rows, List.of()));
  }
}
