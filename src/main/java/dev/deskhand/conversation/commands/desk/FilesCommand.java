package dev.deskhand.conversation.commands.desk;

import static dev.deskhand.language.CommandPermission.roles;
import static dev.deskhand.language.Relation.APPROVER;
import static dev.deskhand.language.Relation.ASSIGNEE;
import static dev.deskhand.language.Relation.REQUESTER;
import static dev.deskhand.language.Relation.WATCHER;
import static dev.deskhand.language.Role.ADMIN;
import static dev.deskhand.language.Role.AGENT;
import static dev.deskhand.language.Role.MANAGER;

import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.DeskCommand;
import dev.deskhand.conversation.commands.FreshFileLinks;
import dev.deskhand.conversation.replies.DeskTime;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.conversation.threads.TicketFiles.Sent;
import dev.deskhand.conversation.tickets.Ticket;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Trait;
import dev.deskhand.language.OnTicket;
import dev.deskhand.language.ParsedArguments;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The files that were sent along with what was said about a ticket. */
@Component
@Order(70)
public record FilesCommand(FreshFileLinks files, DeskTime time)
    implements DeskCommand<FilesCommand.Arguments> {

  public static final CommandSpec SPEC =
      CommandSpec.of(
              "files",
              CommandGroup.DESK,
              "Gives you fresh links to the files that were sent along with a ticket",
              "files INC-12")
          .takes(Param.ticket(), Param.page())
          .permits(roles(AGENT, MANAGER, ADMIN).relations(REQUESTER, ASSIGNEE, WATCHER, APPROVER))
          .with(Trait.READS);

  /** Which files. */
  public record Arguments(TicketKey key, int page) implements OnTicket {}

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(given.key("key"), given.page());
  }

  @Override
  public List<Reply> carryOut(Arguments given, Ticket ticket, CommandContext context) {
    int page = given.page();
    String key = ticket.key();
    List<Sent> found = files.page(ticket, page, FreshFileLinks.AT_ONCE + 1, context.person());
    if (found.isEmpty() && page > 1) {
      int total = files.count(ticket, context.person());
      return Replies.noPage(
          "files " + key, page, FreshFileLinks.AT_ONCE, total, FreshFileLinks.MOST);
    }
    if (found.isEmpty()) {
      return Replies.one(
          new Reply.Text("No files were sent along with " + key + ".", List.of(key), List.of()));
    }
    List<Sent> shown = found.subList(0, Math.min(FreshFileLinks.AT_ONCE, found.size()));
    boolean expiring = shown.stream().anyMatch(sent -> sent.file().held() != null);
    return Replies.one(
        new Reply.Listing(
            "Files of " + key + (expiring ? ". Some links expire; ask again for new ones" : ""),
            shown.stream().map(sent -> row(sent, context.fresh())).toList(),
            Replies.pages("files " + key, page, found.size() > FreshFileLinks.AT_ONCE)));
  }

  private Reply.Row row(Sent sent, FreshFileLinks.Fresh fresh) {
    return new Reply.Row(
        "",
        sent.file().name(),
        sent.by()
            + (sent.internal() ? " (internal), " : ", ")
            + time.words(sent.at())
            + ": "
            + fresh.where(sent));
  }
}
