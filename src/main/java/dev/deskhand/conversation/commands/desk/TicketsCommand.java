package dev.deskhand.conversation.commands.desk;

import static dev.deskhand.language.CommandPermission.roles;
import static dev.deskhand.language.Role.AGENT;

import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.PersonReplies;
import dev.deskhand.conversation.commands.TicketlessCommand;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.CommandSpec.Trait;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.people.People;
import dev.deskhand.people.Person;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What is open of somebody else. */
@Component
@Order(180)
record TicketsCommand(OpenTickets tickets, People people)
    implements TicketlessCommand<TicketsCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "tickets",
              CommandGroup.AGENT,
              "Lists the open incidents and requests of a person",
              "tickets @sam")
          .takes(Param.required("person", Kind.PERSON, "whose tickets"), Param.page())
          .permits(roles(AGENT))
          .with(Trait.READS);

  /**
   * The open tickets of a person.
   *
   * @param person as they were named
   */
  record Arguments(String person, int page) {}

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(given.text("person"), given.page());
  }

  @Override
  public List<Reply> carryOut(Arguments given, CommandContext context) {
    String named = given.person();
    return switch (people.find(context.platform(), named)) {
      case People.Found.One(Person person) -> {
        OpenTickets.Page theirs = tickets.of(person.id(), given.page());
        String words = "tickets " + (named.contains(" ") ? "\"" + named + "\"" : named);
        if (theirs.own().isPastEnd()) {
          yield Replies.noPage(words, theirs.own());
        }
        yield theirs.rows().isEmpty()
            ? Replies.one(
                new Reply.Text(person.name() + " has no open incidents and no open requests."))
            : Replies.one(
                theirs.listing(
                    "Open incidents of " + person.name(), "requests", "their requests", words));
      }
      case People.Found.Nobody nobody -> PersonReplies.nobody(named, nobody);
      case People.Found.Several several -> PersonReplies.several(named, several);
    };
  }
}
