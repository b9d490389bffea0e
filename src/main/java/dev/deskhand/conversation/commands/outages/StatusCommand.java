package dev.deskhand.conversation.commands.outages;

import static dev.deskhand.language.CommandPermission.staff;

import dev.deskhand.cards.OutageCards;
import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
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
import dev.deskhand.status.Services.Service;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(90)
public record StatusCommand(Services services)
    implements TicketlessCommand<StatusCommand.Arguments> {

  public static final CommandSpec SPEC =
      CommandSpec.of(
              "status",
              CommandGroup.DESK,
              "Shows how the services are doing, and open outages",
              "status VPN")
          .takes(Param.optional("service", Kind.SERVICE, "only this service"))
          .permits(staff())
          .with(Trait.READS);

  /** So many services are named although they work, where only a glance is wanted. */
  private static final int GLANCE = 12;

  private static final int MOST_TROUBLED = 40;

  record Arguments(@Nullable String service) {}

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(given.textOrNull("service"));
  }

  @Override
  public List<Reply> carryOut(Arguments given, CommandContext context) {
    List<Service> all = services.all();
    if (all.isEmpty()) {
      return Replies.one(
          new Reply.Text(
              "There are no services yet. An admin adds one with: service add NAME, for example:"
                  + " service add \"Video calls\" criticality:high"));
    }
    String named = given.service();
    if (named == null) {
      return Replies.one(overview(all));
    }
    return switch (services.find(all, named)) {
      case Services.Found.One one -> ofService(one.service(), context);
      case Services.Found.Retired retired -> ofService(retired.service(), context);
      case Services.Found.None none -> ServiceReplies.unknownService(named, none.nearest());
    };
  }

  /** The services on a few lines: those with an outage, and the others if they are not many. */
  public List<Reply> glance(List<Service> all) {
    if (all.isEmpty()) {
      return List.of();
    }
    Reply.Listing whole = overview(all);
    long troubled = all.stream().filter(service -> !service.openOutages().isEmpty()).count();
    List<Reply.Row> rows = new ArrayList<>(whole.rows());
    long listed = Math.max(GLANCE, Math.min(troubled, MOST_TROUBLED));
    if (rows.size() > listed) {
      rows.subList((int) Math.clamp(troubled, 0, listed), rows.size()).clear();
      rows.add(
          new Reply.Row(
              "",
              (all.size() - rows.size()) + (rows.isEmpty() ? " services" : " others"),
              troubled > listed ? "some with an outage" : "work"));
    }
    List<Action> actions = new ArrayList<>(whole.actions());
    actions.add(Action.of("All services", "status"));
    return Replies.one(new Reply.Listing(whole.title(), rows, actions));
  }

  private static Reply.Listing overview(List<Service> all) {
    List<Service> troubled = all.stream().filter(s -> !s.openOutages().isEmpty()).toList();
    List<Service> fine = all.stream().filter(s -> s.openOutages().isEmpty()).toList();
    String title =
        troubled.isEmpty()
            ? "All " + all.size() + " services work"
            : troubled.size() + " of " + all.size() + " services have an outage";
    List<Reply.Row> rows = new ArrayList<>();
    troubled.forEach(service -> rows.add(OutageCards.row(service)));
    fine.forEach(service -> rows.add(OutageCards.row(service)));
    List<Action> actions =
        troubled.stream()
            .flatMap(service -> service.openOutages().stream())
            .limit(5)
            .map(outage -> Action.of("Show " + outage.key(), "show " + outage.key()))
            .toList();
    return new Reply.Listing(title, rows, actions);
  }

  private static List<Reply> ofService(Service service, CommandContext context) {
    if (service.openOutages().isEmpty() && !service.listed()) {
      return Replies.one(
          new Reply.Text(service.name() + " is retired: IT does not run it any more."));
    }
    if (service.openOutages().isEmpty()) {
      String follow = "subscribe \"" + service.name() + "\"";
      return Replies.one(
          new Reply.Text(
              service.name() + " works.",
              List.of(),
              follow.length() > 90 ? List.of() : List.of(Action.of("Keep me posted", follow))));
    }
    return service.openOutages().stream()
        .<Reply>map(outage -> OutageCards.card(outage, List.of(), List.of(), context.agent()))
        .toList();
  }
}
