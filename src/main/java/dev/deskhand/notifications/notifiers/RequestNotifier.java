package dev.deskhand.notifications.notifiers;

import dev.deskhand.cards.CardReader;
import dev.deskhand.chat.Action;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.Reply;
import dev.deskhand.language.Role;
import dev.deskhand.notifications.Channels;
import dev.deskhand.notifications.outbox.OutboxDraft;
import dev.deskhand.notifications.outbox.OutboxWriter;
import dev.deskhand.notifications.outbox.PostedCards;
import dev.deskhand.people.Actor;
import dev.deskhand.people.People;
import dev.deskhand.people.Person;
import dev.deskhand.requests.RequestEvent;
import dev.deskhand.requests.ServiceRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Who is told what of a request: the agents by the card in the triage channels, those who may
 * approve it by a card of their own, the requester of each step that somebody else makes.
 */
@Component
class RequestNotifier {

  /** So many approvers are asked at most. */
  private static final int APPROVERS = 50;

  private final Channels channels;
  private final People people;
  private final Recipients recipients;
  private final PostedCards posted;
  private final OutboxWriter writer;

  RequestNotifier(
      Channels channels,
      People people,
      Recipients recipients,
      PostedCards posted,
      OutboxWriter writer) {
    this.channels = channels;
    this.people = people;
    this.recipients = recipients;
    this.posted = posted;
    this.writer = writer;
  }

  @EventListener
  void on(RequestEvent event) {
    ServiceRequest request = event.request();
    List<TicketFollower> seats =
        recipients.seats(
            request.origin(),
            request.requesterId(),
            request.requesterId(),
            Set.of(),
            event.by().personId());
    List<OutboxDraft> drafts = new ArrayList<>(cards(request));
    String reported = event instanceof RequestEvent.Submitted ? event.by().place() : null;
    seats.forEach(seat -> drafts.addAll(seat.shows(request.key(), CardReader.REQUESTER, reported)));
    switch (event) {
      case RequestEvent.Submitted _ -> drafts.addAll(toApprovers(request));
      case RequestEvent.Approved(_, Actor by) -> {
        drafts.addAll(decided(request));
        drafts.addAll(
            toRequester(request, seats, by, ended(by.name() + " approved it" + comment(request))));
      }
      case RequestEvent.Rejected(_, Actor by) -> {
        drafts.addAll(decided(request));
        drafts.addAll(
            toRequester(request, seats, by, ended(by.name() + " rejected it" + comment(request))));
      }
      case RequestEvent.StepDone(_, ServiceRequest.Step step, Actor by) ->
          drafts.addAll(
              toRequester(
                  request,
                  seats,
                  by,
                  "step %d of %d is done: %s%s"
                      .formatted(
                          step.number(), request.steps().size(), step.name(), words(step.note()))));
      case RequestEvent.Fulfilled(_, Actor by) ->
          drafts.addAll(
              toRequester(
                  request,
                  seats,
                  by,
                  by.name() + " did the last step; it is fulfilled" + last(request)));
      case RequestEvent.Said(_, String text, Actor by) ->
          drafts.addAll(said(request, seats, text, by));
      case RequestEvent.Cancelled(_, Actor by) -> {
        drafts.addAll(decided(request));
        drafts.addAll(toRequester(request, seats, by, by.name() + " cancelled it."));
      }
    }
    writer.write(drafts, event.by().correlationId());
  }

  private List<OutboxDraft> cards(ServiceRequest request) {
    return channels.of(Channels.Purpose.TRIAGE).stream()
        .map(channel -> OutboxDraft.card(channel, request.key(), CardReader.AGENT))
        .toList();
  }

  private List<OutboxDraft> toApprovers(ServiceRequest request) {
    Role role = approver(request.approverRole());
    if (role == null || request.state() != ServiceRequest.State.AWAITING_APPROVAL) {
      return List.of();
    }
    // one more, since nobody is asked about their own request
    List<Long> approvers =
        people.having(role, APPROVERS + 1).stream()
            .map(Person::id)
            .filter(id -> id != request.requesterId())
            .limit(APPROVERS)
            .toList();
    return recipients.directly(approvers, request.origin()).stream()
        .map(person -> OutboxDraft.card(person, request.key(), CardReader.APPROVER))
        .toList();
  }

  /** Those who were asked see what became of it, and can no longer decide. */
  private List<OutboxDraft> decided(ServiceRequest request) {
    Set<String> requesters =
        people.identities(request.requesterId()).stream()
            .map(identity -> new Address.Person(identity.platform(), identity.userId()))
            .map(Address.Person::conversation)
            .collect(Collectors.toSet());
    return posted.peopleWith(request.key()).stream()
        .filter(person -> !requesters.contains(person.conversation()))
        .map(person -> OutboxDraft.card(person, request.key(), CardReader.APPROVER))
        .toList();
  }

  private List<OutboxDraft> said(
      ServiceRequest request, List<TicketFollower> seats, String text, Actor by) {
    boolean own = by.personId() == request.requesterId();
    List<OutboxDraft> drafts =
        new ArrayList<>(toRequester(request, seats, by, by.name() + " wrote: " + text));
    String words =
        own
            ? "%s wrote: %s".formatted(by.name(), text)
            : "%s replied to %s: %s".formatted(by.name(), request.requesterName(), text);
    Reply line = new Reply.Text(words, List.of(request.key()), List.of());
    for (Address channel : channels.of(Channels.Purpose.TRIAGE)) {
      drafts.add(OutboxDraft.underCard(channel, request.key(), line));
    }
    return drafts;
  }

  private static List<OutboxDraft> toRequester(
      ServiceRequest request, List<TicketFollower> seats, Actor by, String words) {
    if (by.personId() == request.requesterId()) {
      return List.of();
    }
    Action show = Action.of("Show", "show " + request.key());
    Action reply = Action.of("Reply…", "reply " + request.key());
    TicketFollower.Line line =
        new TicketFollower.Line(
            request.key(),
            request.itemName(),
            words,
            request.state().open() ? List.of(show, reply) : List.of(show));
    return seats.stream().map(seat -> seat.says(line)).toList();
  }

  private static @Nullable Role approver(@Nullable String name) {
    return Arrays.stream(Role.values())
        .filter(role -> role.name().equalsIgnoreCase(name))
        .findFirst()
        .orElse(null);
  }

  /** The last step may come with a word for the requester, such as where to fetch it. */
  private static String last(ServiceRequest request) {
    String note =
        request.steps().stream()
            .filter(step -> step.doneAt() != null)
            .max(Comparator.comparing(ServiceRequest.Step::doneAt))
            .map(step -> words(step.note()))
            .orElse("");
    return note.isEmpty() ? "." : note;
  }

  /** With a stop, unless somebody's words end in one. */
  private static String ended(String sentence) {
    String words = sentence.stripTrailing();
    return words.endsWith(".") || words.endsWith("!") || words.endsWith("?") || words.endsWith("…")
        ? words
        : words + ".";
  }

  private static String comment(ServiceRequest request) {
    return words(request.decisionComment());
  }

  private static String words(@Nullable String said) {
    return said == null || said.isBlank() ? "" : ": " + said;
  }
}
