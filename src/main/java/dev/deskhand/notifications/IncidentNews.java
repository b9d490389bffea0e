package dev.deskhand.notifications;

import dev.deskhand.cards.IncidentCards;
import dev.deskhand.cards.IncidentCards.Reader;
import dev.deskhand.chat.Action;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.Reply;
import dev.deskhand.people.Actor;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.IncidentChange;
import dev.deskhand.tickets.IncidentEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Who is told what of an incident: the agents by the card in the triage channels, requester and
 * reporter of what others did to it, the assignee of what concerns them. An internal note changes
 * the card and tells nobody.
 */
@Component
class IncidentNews {

  private final Channels channels;
  private final Recipients recipients;
  private final OutageAudience audience;
  private final OutboxWriter writer;

  IncidentNews(
      Channels channels, Recipients recipients, OutageAudience audience, OutboxWriter writer) {
    this.channels = channels;
    this.recipients = recipients;
    this.audience = audience;
    this.writer = writer;
  }

  @EventListener
  void on(IncidentEvent event) {
    List<Draft> drafts =
        switch (event) {
          case IncidentEvent.Opened opened -> opened(opened.incident(), opened.by());
          case IncidentEvent.Changed changed ->
              changed(changed.incident(), changed.change(), changed.by());
        };
    writer.write(drafts, event.by().correlationId());
  }

  private List<Draft> opened(Incident incident, Actor by) {
    List<Draft> drafts = new ArrayList<>(cards(incident));
    if (by.personId() != incident.requesterId()) {
      Reply.Text told =
          text(
              "%s reported %s for you: %s".formatted(by.name(), incident.key(), incident.title()),
              incident,
              Action.of("Show", "show " + incident.key()),
              Action.of("Reply…", "reply " + incident.key()));
      recipients.directly(Set.of(incident.requesterId()), incident.origin()).stream()
          .map(person -> Draft.message(person, told))
          .forEach(drafts::add);
    }
    return drafts;
  }

  private List<Draft> changed(Incident incident, IncidentChange change, Actor by) {
    List<Draft> drafts = new ArrayList<>(cards(incident));
    boolean fromRequester =
        by.personId() == incident.requesterId() || by.personId() == incident.reporterId();
    if (fromRequester) {
      requesterDid(change)
          .map(did -> text("%s %s".formatted(by.name(), did), incident))
          .ifPresent(
              line -> {
                for (Address channel : channels.of(Channels.Purpose.TRIAGE)) {
                  drafts.add(Draft.underCard(channel, incident.key(), line));
                }
                drafts.addAll(toAssignee(incident, by, about(incident, line.text())));
              });
    }
    requesterIsTold(incident, change, by)
        .ifPresent(told -> drafts.addAll(toRequester(incident, by, told)));
    if (change instanceof IncidentChange.AssignToPerson) {
      drafts.addAll(
          toAssignee(incident, by, by.name() + " assigned " + incident.key() + " to you.", true));
    }
    if (change instanceof IncidentChange.AttachToOutage attached) {
      audience.add(attached.outageKey(), incident.requesterId(), incident.origin());
    }
    return drafts;
  }

  private List<Draft> cards(Incident incident) {
    List<Address.Channel> triage = channels.of(Channels.Purpose.TRIAGE);
    if (triage.isEmpty()) {
      return List.of();
    }
    Reply.Card card = IncidentCards.card(incident, Reader.AGENT);
    return triage.stream().map(channel -> Draft.card(channel, incident.key(), card)).toList();
  }

  private List<Draft> toRequester(Incident incident, Actor by, Reply told) {
    Set<Long> concerned = new LinkedHashSet<>(List.of(incident.requesterId()));
    concerned.add(incident.reporterId());
    concerned.remove(by.personId());
    return concerned.isEmpty()
        ? List.of()
        : recipients.directly(concerned, incident.origin()).stream()
            .map(person -> Draft.message(person, told))
            .toList();
  }

  private List<Draft> toAssignee(Incident incident, Actor by, String words) {
    return toAssignee(incident, by, words, false);
  }

  private List<Draft> toAssignee(Incident incident, Actor by, String words, boolean withCard) {
    Long assignee = incident.assigneeId();
    if (assignee == null || assignee == by.personId()) {
      return List.of();
    }
    List<Draft> drafts = new ArrayList<>();
    for (Address.Person person : recipients.directly(Set.of(assignee), platform(by))) {
      drafts.add(
          Draft.message(
              person, text(words, incident, Action.of("Reply…", "reply " + incident.key()))));
      if (withCard) {
        drafts.add(Draft.message(person, IncidentCards.card(incident, Reader.AGENT)));
      }
    }
    return drafts;
  }

  /** What the agents read in the card's thread; empty for what the card itself shows. */
  private static Optional<String> requesterDid(IncidentChange change) {
    return switch (change) {
      case IncidentChange.Say(String text) -> Optional.of("wrote: " + text);
      case IncidentChange.Reopen(String why) -> Optional.of("reopened it: " + why);
      case IncidentChange.Cancel(String why) -> Optional.of("cancelled it" + because(why));
      case IncidentChange.Take _,
          IncidentChange.AssignToPerson _,
          IncidentChange.AssignToTeam _,
          IncidentChange.Prioritise _,
          IncidentChange.Note _,
          IncidentChange.Wait _,
          IncidentChange.Resume _,
          IncidentChange.Resolve _,
          IncidentChange.Close _,
          IncidentChange.AttachToOutage _ ->
          Optional.empty();
    };
  }

  /** What the requester and the reporter read; empty for what is the desk's own business. */
  private static Optional<Reply> requesterIsTold(
      Incident incident, IncidentChange change, Actor by) {
    String key = incident.key();
    String who = by.name();
    Action reply = Action.of("Reply…", "reply " + key);
    return switch (change) {
      case IncidentChange.Take _ ->
          Optional.of(text(about(incident, who + " works on it."), incident, reply));
      case IncidentChange.Wait(var on, String why) ->
          Optional.of(
              switch (on) {
                case REQUESTER ->
                    text(
                        about(incident, who + " waits for your answer" + because(why)),
                        incident,
                        Action.primary("Reply…", "reply " + key));
                case VENDOR ->
                    text(
                        about(incident, "it waits for the vendor" + because(why)), incident, reply);
                case PROBLEM ->
                    text(
                        about(incident, "it waits until its cause is found" + because(why)),
                        incident,
                        reply);
              });
      case IncidentChange.Say(String words) ->
          Optional.of(text(about(incident, who + " wrote: " + words), incident, reply));
      case IncidentChange.Resolve(String how) ->
          Optional.of(
              text(about(incident, who + " resolved it: " + how), incident, reopen(incident)));
      case IncidentChange.Close _ ->
          Optional.of(text(about(incident, who + " closed it."), incident, reopen(incident)));
      case IncidentChange.Reopen(String why) ->
          Optional.of(text(about(incident, who + " reopened it: " + why), incident, reply));
      case IncidentChange.Cancel(String why) ->
          Optional.of(text(about(incident, who + " cancelled it" + because(why)), incident));
      case IncidentChange.AttachToOutage(String outageKey) ->
          Optional.of(
              text(
                  about(
                      incident, "it is part of " + outageKey + ". You are told how that goes on."),
                  incident,
                  Action.of("Show " + outageKey, "show " + outageKey)));
      case IncidentChange.AssignToPerson _,
          IncidentChange.AssignToTeam _,
          IncidentChange.Prioritise _,
          IncidentChange.Note _,
          IncidentChange.Resume _ ->
          Optional.empty();
    };
  }

  private static Action[] reopen(Incident incident) {
    return incident.allowed().contains("reopen")
        ? new Action[] {Action.of("Reopen…", "reopen " + incident.key())}
        : new Action[0];
  }

  private static String about(Incident incident, String words) {
    return "%s (%s): %s".formatted(incident.key(), incident.title(), words);
  }

  private static String because(@Nullable String why) {
    return why == null || why.isBlank() ? "." : ": " + why;
  }

  private static Reply.Text text(String words, Incident incident, Action... actions) {
    return new Reply.Text(words, List.of(incident.key()), List.of(actions));
  }

  /** Agents are told where their colleague works, as far as they have an account there. */
  private static String platform(Actor by) {
    int colon = by.place().indexOf(':');
    return colon < 0 ? by.place() : by.place().substring(0, colon);
  }
}
