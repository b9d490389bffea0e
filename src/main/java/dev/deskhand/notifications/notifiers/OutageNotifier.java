package dev.deskhand.notifications.notifiers;

import dev.deskhand.cards.CardReader;
import dev.deskhand.cards.OutageCards;
import dev.deskhand.chat.Action;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.Reply;
import dev.deskhand.notifications.Channels;
import dev.deskhand.notifications.outbox.OutboxDraft;
import dev.deskhand.notifications.outbox.OutboxWriter;
import dev.deskhand.people.Actor;
import dev.deskhand.status.Outage;
import dev.deskhand.status.OutageEvent;
import dev.deskhand.status.Services;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Who is told what of an outage: everybody by the card in the status channels and its thread, those
 * who follow the service and those whose incidents are part of it directly, each once.
 */
@Component
class OutageNotifier {

  private final Channels channels;
  private final Services services;
  private final Recipients recipients;
  private final OutageAudience audience;
  private final OutboxWriter writer;

  OutageNotifier(
      Channels channels,
      Services services,
      Recipients recipients,
      OutageAudience audience,
      OutboxWriter writer) {
    this.channels = channels;
    this.services = services;
    this.recipients = recipients;
    this.audience = audience;
    this.writer = writer;
  }

  @EventListener
  void on(OutageEvent event) {
    List<OutboxDraft> drafts =
        switch (event) {
          case OutageEvent.Declared(Outage outage, Actor by) -> declared(outage, by);
          case OutageEvent.Updated(
                  Outage outage,
                  Outage.Severity severity,
                  String text,
                  Actor by) ->
              told(
                  outage,
                  "%s%s: %s"
                      .formatted(
                          severity == null ? "" : "now " + OutageCards.severity(severity) + ", ",
                          OutageCards.stage(outage),
                          text),
                  by);
          case OutageEvent.Resolved(Outage outage, Actor by) ->
              told(
                  outage,
                  outage.cause() == null || outage.cause().isBlank()
                      ? "resolved."
                      : "resolved. The cause: " + outage.cause(),
                  by);
          case OutageEvent.IncidentAttached(Outage outage, long _, Actor _) -> cards(outage);
          case OutageEvent.IncidentDetached(Outage outage, long _, Long unaffected, Actor _) -> {
            if (unaffected != null) {
              audience.remove(outage.key(), unaffected);
            }
            yield cards(outage);
          }
        };
    writer.write(drafts, event.by().correlationId());
  }

  private List<OutboxDraft> declared(Outage outage, Actor by) {
    List<OutboxDraft> drafts = new ArrayList<>(cards(outage));
    drafts.addAll(toFollowers(outage, outage.text(), by));
    return drafts;
  }

  private List<OutboxDraft> told(Outage outage, String words, Actor by) {
    List<OutboxDraft> drafts = new ArrayList<>(cards(outage));
    Reply line = new Reply.Text(words, List.of(outage.key()), List.of());
    for (Address channel : channels.of(Channels.Purpose.STATUS)) {
      drafts.add(OutboxDraft.underCard(channel, outage.key(), line));
    }
    drafts.addAll(toFollowers(outage, words, by));
    return drafts;
  }

  private List<OutboxDraft> cards(Outage outage) {
    return channels.of(Channels.Purpose.STATUS).stream()
        .map(channel -> OutboxDraft.card(channel, outage.key(), CardReader.ONLOOKER))
        .toList();
  }

  private List<OutboxDraft> toFollowers(Outage outage, String words, Actor by) {
    Map<Long, String> platforms = audience.of(outage.key());
    for (Services.Subscriber subscriber : services.subscribers(outage.service())) {
      platforms.put(subscriber.personId(), subscriber.platform());
    }
    platforms.remove(by.personId());
    if (platforms.isEmpty()) {
      return List.of();
    }
    Reply told =
        new Reply.Text(
            "%s (%s): %s".formatted(OutageCards.title(outage), outage.key(), words),
            List.of(outage.key()),
            List.of(Action.of("Show", "show " + outage.key())));
    return recipients.directly(platforms).stream()
        .map(person -> OutboxDraft.message(person, told))
        .toList();
  }
}
