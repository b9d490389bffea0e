package dev.deskhand.conversation.commands.incidents;

import static dev.deskhand.language.CommandPermission.roles;
import static dev.deskhand.language.Role.AGENT;
import static dev.deskhand.language.Role.MANAGER;

import dev.deskhand.cards.IncidentCards;
import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.IncidentReplies;
import dev.deskhand.conversation.commands.ServiceReplies;
import dev.deskhand.conversation.commands.TicketlessCommand;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.CommandSpec.Trait;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.status.Services;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.Incidents;
import dev.deskhand.tickets.Incidents.Page;
import dev.deskhand.tickets.Incidents.QueueFilter;
import dev.deskhand.tickets.Incidents.QueueFilter.View;
import dev.deskhand.tickets.Priority;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The work list. */
@Component
@Order(170)
public record QueueCommand(Incidents incidents, Services services)
    implements TicketlessCommand<QueueCommand.Arguments> {

  public static final CommandSpec SPEC =
      CommandSpec.of(
              "queue",
              CommandGroup.AGENT,
              "Lists the work that waits",
              "queue unassigned service:VPN priority:P1")
          .takes(
              Param.optional(
                  "view", Kind.CHOICE, "which part of it", "open", "mine", "unassigned", "waiting"),
              Param.named("service", Kind.SERVICE, "only this service"),
              Param.named("priority", Kind.CHOICE, "only this priority", "p1", "p2", "p3", "p4"),
              Param.page())
          .permits(roles(AGENT, MANAGER))
          .with(Trait.READS);

  /** Which part of it, on which page. */
  public record Arguments(
      View view, @Nullable String service, @Nullable Integer priority, int page) {}

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(
        given.choice("view", View.class).orElse(View.OPEN),
        given.textOrNull("service"),
        priority(given),
        given.page());
  }

  /** {@code p2} is the second priority. */
  private static @Nullable Integer priority(ParsedArguments given) {
    return given
        .optional("priority")
        .map(p -> Integer.valueOf(p.strip().substring(1)))
        .orElse(null);
  }

  @Override
  public List<Reply> carryOut(Arguments given, CommandContext context) {
    return queue(given, context);
  }

  /** One page of the work list. */
  public List<Reply> queue(Arguments queue, CommandContext context) {
    String service = null;
    if (queue.service() != null) {
      switch (services.find(queue.service())) {
        case Services.Found.One one -> service = one.service().name();
        case Services.Found.Retired retired -> service = retired.service().name();
        case Services.Found.None none -> {
          return ServiceReplies.unknownService(queue.service(), none.nearest());
        }
      }
    }
    Priority priority = queue.priority() == null ? null : Priority.valueOf("P" + queue.priority());
    Page<Incident> page =
        incidents.queue(
            new QueueFilter(queue.view(), context.person().id(), service, priority), queue.page());
    if (page.isPastEnd()) {
      return Replies.noPage(words(queue), page);
    }
    return Replies.one(
        new Reply.Listing(
            "Queue: " + IncidentReplies.choice(queue.view()) + ", " + IncidentReplies.count(page),
            page.items().stream().map(QueueCommand::row).toList(),
            Replies.pages(words(queue), queue.page(), page.hasNext())));
  }

  private static Reply.Row row(Incident incident) {
    Reply.Row row = IncidentCards.row(incident);
    List<Action> actions = new ArrayList<>(row.actions());
    if (incident.assigneeId() == null && incident.allowed().contains("take")) {
      actions.addFirst(Action.primary("Take", "take " + incident.key()));
    }
    return new Reply.Row(row.key(), row.title(), row.detail(), actions);
  }

  private static String words(Arguments queue) {
    return "queue "
        + IncidentReplies.choice(queue.view())
        + (queue.service() == null ? "" : " service:\"" + queue.service() + "\"")
        + (queue.priority() == null ? "" : " priority:P" + queue.priority());
  }
}
