package dev.deskhand.notifications.notifiers;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.Reply;
import dev.deskhand.language.Role;
import dev.deskhand.notifications.Channels;
import dev.deskhand.notifications.outbox.DeadLetters;
import dev.deskhand.notifications.outbox.OutboxDraft;
import dev.deskhand.notifications.outbox.OutboxWriter;
import dev.deskhand.notifications.outbox.Undeliverable;
import dev.deskhand.people.People;
import dev.deskhand.people.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells the admins when the desk cannot post to a channel that was given to it, or cannot reach
 * somebody about a ticket: once, until a message gets through there again.
 */
@Component
class AdminNotifier {

  /** So many admins are told at most. */
  private static final int ADMINS = 20;

  private final Channels channels;
  private final DeadLetters letters;
  private final People people;
  private final Recipients recipients;
  private final OutboxWriter writer;

  AdminNotifier(
      Channels channels,
      DeadLetters letters,
      People people,
      Recipients recipients,
      OutboxWriter writer) {
    this.channels = channels;
    this.letters = letters;
    this.people = people;
    this.recipients = recipients;
    this.writer = writer;
  }

  @EventListener
  void on(Undeliverable undeliverable) {
    Address to = undeliverable.to();
    String reason = undeliverable.reason();
    String subject = undeliverable.subject();
    Optional<Reply> news =
        switch (to) {
          case Address.Channel channel ->
              isGiven(channel) ? Optional.of(told(channel, reason)) : Optional.empty();
          case Address.Person person ->
              subject == null ? Optional.empty() : Optional.of(told(person, subject, reason));
          case Address.Thread thread -> Optional.empty();
        };
    news.filter(told -> letters.isNewTrouble(to.conversation()))
        .ifPresent(
            told ->
                writer.write(
                    on(to.platform()).stream()
                        .filter(admin -> !admin.equals(to))
                        .map(admin -> OutboxDraft.message(admin, told))
                        .toList(),
                    undeliverable.correlationId()));
  }

  private boolean isGiven(Address.Channel channel) {
    return Stream.of(Channels.Purpose.values())
        .anyMatch(purpose -> channels.of(purpose).contains(channel));
  }

  private static Reply told(Address.Channel channel, String reason) {
    return new Reply.Text(
        """
        The desk cannot post to %s: %s.
        What was to be said there is kept. When the channel is put right, undelivered list \
        shows it and undelivered retry sends it again; or take the channel away with channel \
        remove. You are told again only after something has got through there."""
            .formatted(channel.conversation(), reason),
        List.of(),
        List.of(
            Action.of("Show undelivered", "undelivered list"),
            Action.of("Channels", "channel list")));
  }

  private static Reply told(Address.Person person, String subject, String reason) {
    return new Reply.Text(
        """
        The desk cannot reach %s about %s: %s.
        What was to be said to them is kept: undelivered list shows it, and undelivered retry \
        sends it again. You are told again only after something has got through to them."""
            .formatted(person.conversation(), subject, reason),
        List.of(subject),
        List.of(
            Action.of("Show undelivered", "undelivered list"),
            Action.of("Show " + subject, "show " + subject)));
  }

  /** Where the admins are told something on a platform. */
  List<Address.Person> on(String platform) {
    List<Address.Person> admins =
        new ArrayList<>(
            recipients.directly(
                people.having(Role.ADMIN, ADMINS).stream().map(Person::id).toList(), platform));
    people.unmetAdmins().stream()
        .map(unmet -> new Address.Person(unmet.platform(), unmet.userId()))
        .forEach(admins::add);
    return admins;
  }
}
