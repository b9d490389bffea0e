package dev.deskhand.conversation.commands;

import dev.deskhand.cards.OutageCards;
import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.language.Command;
import dev.deskhand.status.Outage;
import dev.deskhand.status.Outages;
import dev.deskhand.status.Services;
import dev.deskhand.status.Services.Service;
import dev.deskhand.status.StatusPageDetail;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.IncidentChange;
import dev.deskhand.tickets.Incidents;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The commands on services and outages. */
@Component
public class OutageCommands {

  /** So many services are named although they work, where only a glance is wanted. */
  private static final int GLANCE = 12;

  private static final int MOST_TROUBLED = 40;

  private final Services services;
  private final Outages outages;
  private final Incidents incidents;
  private final ReportCommand attaching;
  private final StatusPageDetail publicPage;

  OutageCommands(
      Services services,
      Outages outages,
      Incidents incidents,
      ReportCommand attaching,
      StatusPageDetail publicPage) {
    this.publicPage = publicPage;
    this.services = services;
    this.outages = outages;
    this.incidents = incidents;
    this.attaching = attaching;
  }

  public List<Reply> status(@Nullable String named, CommandContext asked) {
    List<Service> all = services.all();
    if (all.isEmpty()) {
      return Replies.one(
          new Reply.Text(
              "There are no services yet. An admin adds one with: service add NAME, for example:"
                  + " service add \"Video calls\" criticality:high"));
    }
    if (named == null) {
      return Replies.one(overview(all));
    }
    return switch (services.find(all, named)) {
      case Services.Found.One one -> ofService(one.service(), asked);
      case Services.Found.Retired retired -> ofService(retired.service(), asked);
      case Services.Found.None none -> ReportCommand.unknownService(named, none.nearest());
    };
  }

  /** The services on a few lines: those with an outage, and the others if they are not many. */
  List<Reply> glance(List<Service> all) {
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

  private static List<Reply> ofService(Service service, CommandContext asked) {
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
        .<Reply>map(outage -> OutageCards.card(outage, List.of(), List.of(), asked.agent()))
        .toList();
  }

  public List<Reply> show(Outage outage, CommandContext asked) {
    // which incidents are part of it tells whom it affects
    return Replies.one(
        asked.agent()
            ? OutageCards.card(
                outage, outages.timeline(outage.id()), outages.incidents(outage.id()), true)
            : OutageCards.card(outage, outages.announcements(outage.id()), List.of(), false));
  }

  public List<Reply> subscribe(String named, CommandContext asked) {
    return switch (services.find(named)) {
      case Services.Found.One one -> subscribe(one.service(), asked);
      // how its last outage goes on can still be followed
      case Services.Found.Retired(Service service) when !service.openOutages().isEmpty() ->
          subscribe(service, asked);
      case Services.Found.Retired retired -> ReportCommand.retired(retired.service());
      case Services.Found.None none -> ReportCommand.unknownService(named, none.nearest());
    };
  }

  private List<Reply> subscribe(Service service, CommandContext asked) {
    return services.subscribe(service.name(), asked.actor(), asked.platform())
        ? Replies.one(
            new Reply.Text("You will get the updates of " + service.name() + "'s outages here."))
        : Replies.no("You get the updates of " + service.name() + "'s outages already.");
  }

  public List<Reply> unsubscribe(String named, CommandContext asked) {
    return switch (services.find(named)) {
      case Services.Found.One one -> unsubscribe(one.service(), asked);
      case Services.Found.Retired retired -> unsubscribe(retired.service(), asked);
      case Services.Found.None none -> ReportCommand.unknownService(named, none.nearest());
    };
  }

  private List<Reply> unsubscribe(Service service, CommandContext asked) {
    return services.unsubscribe(service.name(), asked.actor())
        ? Replies.one(
            new Reply.Text("You get no more updates of " + service.name() + "'s outages."))
        : Replies.no("You got no updates of " + service.name() + "'s outages.");
  }

  public List<Reply> declare(Command.OutageDeclare command, CommandContext asked) {
    return switch (services.find(command.service())) {
      case Services.Found.One one ->
          published(
              answer(
                  outages.declare(
                      one.service().name(),
                      severity(command.severity()),
                      command.text(),
                      asked.actor()),
                  "",
                  asked));
      case Services.Found.Retired retired -> ReportCommand.retired(retired.service());
      case Services.Found.None none ->
          ReportCommand.unknownService(command.service(), none.nearest());
    };
  }

  public List<Reply> update(Outage outage, Command.OutageUpdate command, CommandContext asked) {
    return published(
        answer(
            outages.update(
                outage.id(),
                command.severity() == null ? null : severity(command.severity()),
                stage(command.stage()),
                command.text(),
                asked.actor()),
            outage.key(),
            asked));
  }

  /** Tells who wrote it that the words can be read by more people than are here. */
  private List<Reply> published(List<Reply> replies) {
    return publicPage == StatusPageDetail.FULL
        ? replies.stream().map(OutageCommands::published).toList()
        : replies;
  }

  private static Reply published(Reply reply) {
    if (!(reply instanceof Reply.Card card)) {
      return reply;
    }
    List<Reply.Fact> facts = new ArrayList<>(card.facts());
    facts.add(new Reply.Fact("Public", "everybody can read this on the status page"));
    return new Reply.Card(
        card.key(),
        card.title(),
        card.tone(),
        facts,
        card.body(),
        card.timeline(),
        card.actions(),
        card.ended());
  }

  public List<Reply> resolve(Outage outage, String cause, CommandContext asked) {
    return answer(outages.resolve(outage.id(), cause, asked.actor()), outage.key(), asked);
  }

  /** Links what exists; says of each other key that it does not. */
  public List<Reply> attach(Outage outage, List<TicketKey> keys, CommandContext asked) {
    List<Reply> replies = new ArrayList<>();
    for (TicketKey key : keys) {
      replies.addAll(
          incidents
              .find(key.text())
              .map(incident -> attaching.attachToOutage(incident, outage, asked))
              .orElseGet(() -> Replies.unknownTicket(key.text())));
    }
    return replies;
  }

  /** Takes each out of the outage that it is part of; says of each other key what is the matter. */
  public List<Reply> detach(List<TicketKey> keys, CommandContext asked) {
    List<Reply> replies = new ArrayList<>();
    for (TicketKey key : keys) {
      replies.addAll(
          incidents
              .find(key.text())
              .map(incident -> detach(incident, asked))
              .orElseGet(() -> Replies.unknownTicket(key.text())));
    }
    return replies;
  }

  private List<Reply> detach(Incident incident, CommandContext asked) {
    String outage = incident.outage();
    if (outage == null) {
      return Replies.no(incident.key() + " is part of no outage.");
    }
    return switch (incidents.change(
        incident.id(), new IncidentChange.DetachFromOutage(outage), asked.actor())) {
      case Incidents.Outcome.Done done -> {
        outages.detach(incident.id(), "", asked.actor());
        yield Replies.one(
            new Reply.Text(
                incident.key() + " is no longer part of " + outage + ".",
                List.of(incident.key(), outage),
                List.of(Action.of("Show " + outage, "show " + outage))));
      }
      case Incidents.Outcome.Already already -> Replies.no(already.what());
      case Incidents.Outcome.NotAllowed no -> Replies.no(no.why());
      case Incidents.Outcome.Unknown unknown -> Replies.unknownTicket(incident.key());
    };
  }

  private static List<Reply> answer(Outages.Outcome outcome, String key, CommandContext asked) {
    return switch (outcome) {
      case Outages.Outcome.Done done ->
          Replies.one(OutageCards.card(done.outage(), List.of(), List.of(), asked.agent()));
      case Outages.Outcome.Already already -> Replies.no(already.what());
      case Outages.Outcome.NotAllowed no -> Replies.notAllowed(no.why(), no.allowed());
      case Outages.Outcome.Unknown unknown -> Replies.unknownTicket(key);
    };
  }

  private static Outage.Severity severity(Command.OutageSeverity severity) {
    return switch (severity) {
      case DEGRADED -> Outage.Severity.DEGRADED;
      case DOWN -> Outage.Severity.DOWN;
    };
  }

  private static Outage.@Nullable Stage stage(Command.@Nullable OutageStage stage) {
    if (stage == null) {
      return null;
    }
    return switch (stage) {
      case INVESTIGATING -> Outage.Stage.INVESTIGATING;
      case IDENTIFIED -> Outage.Stage.IDENTIFIED;
      case MONITORING -> Outage.Stage.MONITORING;
    };
  }
}
