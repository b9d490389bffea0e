package dev.deskhand.notifications.notifiers;

import dev.deskhand.cards.CardReader;
import dev.deskhand.chat.Action;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.PlatformId;
import dev.deskhand.chat.Reply;
import dev.deskhand.notifications.Channels;
import dev.deskhand.notifications.outbox.OutboxDraft;
import dev.deskhand.notifications.outbox.OutboxWriter;
import dev.deskhand.notifications.outbox.PostedCards;
import dev.deskhand.people.Actor;
import dev.deskhand.people.People;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.IncidentChange;
import dev.deskhand.tickets.IncidentEvent;
import dev.deskhand.tickets.Reporters;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Who is told what of an incident: the agents by the card in the triage channels and its thread,
 * requester and reporter where they follow it, the assignee of what concerns them. An internal note
 * tells nobody.
 */
@Component
class IncidentNotifier {

  private final Channels channels;
  private final Recipients recipients;
  private final People people;
  private final OutageAudience audience;
  private final PostedCards posted;
  private final OutboxWriter writer;

  IncidentNotifier(
      Channels channels,
      Recipients recipients,
      People people,
      OutageAudience audience,
      PostedCards posted,
      OutboxWriter writer) {
    this.posted = posted;
    this.channels = channels;
    this.recipients = recipients;
    this.people = people;
    this.audience = audience;
    this.writer = writer;
  }

  @EventListener
  void on(IncidentEvent event) {
    List<OutboxDraft> drafts =
        switch (event) {
          case IncidentEvent.Opened opened -> opened(opened.incident(), opened.by());
          case IncidentEvent.Changed changed ->
              changed(changed.incident(), changed.change(), changed.by());
        };
    writer.write(drafts, event.by().correlationId());
  }

  private List<OutboxDraft> opened(Incident incident, Actor by) {
    List<OutboxDraft> drafts = new ArrayList<>(cards(incident));
    List<TicketFollower> seats = seats(incident, by);
    drafts.addAll(cards(incident, seats, by.place()));
    if (by.personId() != incident.requesterId()) {
      seats.stream()
          .filter(seat -> seat.isOf(incident.requesterId()))
          .map(seat -> reportedFor(seat, incident, by))
          .forEach(drafts::add);
    }
    return drafts;
  }

  private static OutboxDraft reportedFor(TicketFollower seat, Incident incident, Actor by) {
    return seat.card()
        ? OutboxDraft.underCard(
            seat.at(), incident.key(), text(by.name() + " reported it.", incident))
        : OutboxDraft.message(
            seat.at(),
            text(
                "%s reported %s for you: %s".formatted(by.name(), incident.key(), incident.title()),
                incident,
                Action.of("Show", "show " + incident.key()),
                Action.of("Reply…", "reply " + incident.key())));
  }

  private List<OutboxDraft> changed(Incident incident, IncidentChange change, Actor by) {
    List<OutboxDraft> drafts = new ArrayList<>();
    List<TicketFollower> seats = isInternal(change) ? List.of() : seats(incident, by);
    if (IncidentMessages.changesCard(change)) {
      drafts.addAll(cards(incident));
      drafts.addAll(cards(incident, seats, null));
    }
    boolean asker = incident.isAskedBy(by.personId());
    IncidentMessages.forAgents(incident, change, by.name(), asker)
        .ifPresent(
            line -> {
              for (Address channel : channels.of(Channels.Purpose.TRIAGE)) {
                drafts.add(OutboxDraft.underCard(channel, incident.key(), text(line, incident)));
              }
              if (IncidentMessages.isNewsToAssignee(incident, change, asker)) {
                drafts.addAll(
                    toAssignee(
                        incident,
                        by,
                        "%s (%s): %s".formatted(incident.key(), incident.title(), line)));
              }
            });
    String readers =
        change instanceof IncidentChange.MergeInto(Incident target, Incident merged)
            ? Reporters.sentences(merged, target, by.personId(), people::byId)
            : "";
    seats.stream()
        .filter(seat -> !seat.isOf(by.personId()))
        .filter(seat -> !isToldElsewhere(seat, incident, change))
        .filter(seat -> !hasRead(seat, incident.key(), change, by))
        .flatMap(
            seat ->
                IncidentMessages.forRequester(
                    incident, change, by.name(), readers, readsRelated(seat, incident, change))
                    .map(seat::says)
                    .stream())
        .forEach(drafts::add);
    if (change instanceof IncidentChange.AssignToPerson) {
      drafts.addAll(
          toAssignee(incident, by, by.name() + " assigned " + incident.key() + " to you.", true));
    }
    if (change instanceof IncidentChange.AttachToOutage(String outageKey, boolean open) && open) {
      audience.add(outageKey, incident.requesterId(), Recipients.platform(incident.origin()));
    }
    return drafts;
  }

  private List<TicketFollower> seats(Incident incident, Actor by) {
    return recipients.seats(
        incident.origin(),
        incident.requesterId(),
        incident.reporterId(),
        incident.alsoReportedBy(),
        by.personId());
  }

  /** What concerns two incidents is told once to whom both concern. */
  private static boolean isToldElsewhere(
      TicketFollower seat, Incident incident, IncidentChange change) {
    Long person = seat.personId();
    if (change instanceof IncidentChange.Relate(Incident other)) {
      boolean alsoThere =
          person != null
              && other.isAskedBy(person)
              && (other.sharedIn() == null || other.reporterId() != person);
      return alsoThere && incident.id() < other.id();
    }
    return change instanceof IncidentChange.Absorb(Incident merged)
        && (person == null || merged.isAskedBy(person));
  }

  /** Whether all who read there may know of the one that is related. */
  private static boolean readsRelated(
      TicketFollower seat, Incident incident, IncidentChange change) {
    if (!(change instanceof IncidentChange.Relate(Incident other))) {
      return false;
    }
    Long person = seat.personId();
    return person == null
        ? Objects.equals(incident.sharedIn(), other.sharedIn())
        : other.isAskedBy(person);
  }

  private static boolean isInternal(IncidentChange change) {
    return change instanceof IncidentChange.Note
        || (change instanceof IncidentChange.Amend(_, boolean internal) && internal)
        || (change instanceof IncidentChange.Withdraw(_, boolean concealed) && concealed);
  }

  /** Whether it was said, edited or deleted before the eyes of those in a thread. */
  private boolean hasRead(TicketFollower seat, String key, IncidentChange change, Actor by) {
    String heardIn = IncidentMessages.isAboutPastWords(change) ? by.place() : null;
    if (change instanceof IncidentChange.Say(_, String saidIn)) {
      heardIn = saidIn;
    }
    String there = seat.at().conversation();
    return heardIn != null && (there.equals(heardIn) || posted.stands(key, there, heardIn));
  }

  private List<OutboxDraft> cards(Incident incident) {
    return channels.of(Channels.Purpose.TRIAGE).stream()
        .map(channel -> OutboxDraft.card(channel, incident.key(), CardReader.AGENT))
        .toList();
  }

  private static List<OutboxDraft> cards(
      Incident incident, List<TicketFollower> seats, @Nullable String reported) {
    return seats.stream()
        .flatMap(
            seat -> {
              boolean own = seat.shared() || seat.isOf(incident.requesterId());
              CardReader reader = own ? CardReader.REQUESTER : CardReader.REPORTER;
              return seat.shows(incident.key(), reader, reported).stream();
            })
        .toList();
  }

  private List<OutboxDraft> toAssignee(Incident incident, Actor by, String words) {
    return toAssignee(incident, by, words, false);
  }

  private List<OutboxDraft> toAssignee(
      Incident incident, Actor by, String words, boolean withCard) {
    Long assignee = incident.assigneeId();
    if (assignee == null || assignee == by.personId()) {
      return List.of();
    }
    List<OutboxDraft> drafts = new ArrayList<>();
    for (Address.Person person : recipients.directly(Set.of(assignee), platform(by))) {
      drafts.add(
          OutboxDraft.message(
              person, text(words, incident, Action.of("Reply…", "reply " + incident.key()))));
      if (withCard) {
        drafts.add(OutboxDraft.cardOnce(person, incident.key(), CardReader.AGENT));
      }
    }
    return drafts;
  }

  private static Reply.Text text(String words, Incident incident, Action... actions) {
    return new Reply.Text(words, List.of(incident.key()), List.of(actions));
  }

  /** Agents are told where their colleague works, as far as they have an account there. */
  private static String platform(Actor by) {
    return PlatformId.read(by.place()).map(PlatformId::platform).orElse(by.place());
  }
}
