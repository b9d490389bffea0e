package dev.deskhand.discord.standin;

import dev.deskhand.testing.OnlyMatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Something a person did with a command, component or form, and what the bot answered to it. */
public final class DiscordInteraction {
  /** The kinds of interaction, with Discord's number for each. */
  enum Kind {
    COMMAND(2),
    COMPONENT(3),
    AUTOCOMPLETE(4),
    MODAL_SUBMIT(5);

    final int code;

    Kind(int code) {
      this.code = code;
    }
  }

  private final DiscordStandIn standIn;
  private final Kind kind;
  private final ObjectNode payload;
  private final String personId;
  private final StandInChannel channel;
  private final @Nullable String sourceMessageId;
  private final List<String> followUps = new CopyOnWriteArrayList<>();
  private final List<DiscordError> refusals = new CopyOnWriteArrayList<>();
  private final AtomicLong sentNanos = new AtomicLong(System.nanoTime());
  private volatile int editsWhenSent;
  private volatile boolean tokenExpired;
  private volatile @Nullable InteractionAnswer answer;
  private volatile @Nullable Duration answeredAfter;

  DiscordInteraction(
      DiscordStandIn standIn,
      Kind kind,
      ObjectNode payload,
      String personId,
      StandInChannel channel,
      @Nullable String sourceMessageId) {
    this.standIn = standIn;
    this.kind = kind;
    this.payload = payload;
    this.personId = personId;
    this.channel = channel;
    this.sourceMessageId = sourceMessageId;
  }

  public String id() {
    return Json.text(payload, "id");
  }

  /** Waits for the first response, of whatever kind. */
  public InteractionAnswer awaitAnswer() {
    return Waiting.forValue("an answer to " + this, this::answerUnlessRefused);
  }

  /** One that came after three seconds, as on a machine that has stood still, is none. */
  private Optional<InteractionAnswer> answerUnlessRefused() {
    Optional<InteractionAnswer> came = answer();
    if (came.isEmpty() && !refusals.isEmpty()) {
      throw new AssertionError("the answer to " + this + " was refused: " + refusals);
    }
    return came;
  }

  /** The first response, if there is one already. */
  public Optional<InteractionAnswer> answer() {
    return Optional.ofNullable(answer);
  }

  /** How long the bot took for its first response, as seen from here; waits for it. */
  public Duration answeredAfter() {
    awaitAnswer();
    return Optional.ofNullable(answeredAfter).orElseThrow();
  }

  /**
   * Waits for what the person reads in the end: the reply, what a deferred reply became, or the
   * changed message. Fails when the answer is a form or completions.
   */
  public StandInMessage awaitMessage() {
    return switch (awaitAnswer()) {
      case InteractionAnswer.Replied reply -> message(reply.messageId());
      case InteractionAnswer.Updated updated -> message(updated.messageId());
      case InteractionAnswer.Deferred deferred ->
          Waiting.forValue(
              "the deferred reply to " + this,
              () -> standIn.message(deferred.messageId()).filter(DiscordInteraction::loaded));
      case InteractionAnswer.DeferredUpdate deferred ->
          Waiting.forValue(
              "the change after " + this,
              () -> standIn.message(deferred.messageId()).filter(m -> m.edits() > editsWhenSent));
      case InteractionAnswer.Completed ignored ->
          throw new AssertionError(this + " was answered with completions");
      case InteractionAnswer.Opened opened ->
          throw new AssertionError(this + " was answered with the form " + opened.modal().title());
    };
  }

  /** Waits for a form; fails when the answer is something else. */
  public StandInModal awaitModal() {
    if (awaitAnswer() instanceof InteractionAnswer.Opened opened) {
      return opened.modal();
    }
    throw new AssertionError(this + " was answered with " + answer + ", not with a form");
  }

  /** Waits for completions; fails when the answer is something else. */
  public List<InteractionAnswer.Choice> awaitChoices() {
    if (awaitAnswer() instanceof InteractionAnswer.Completed completed) {
      return completed.choices();
    }
    throw new AssertionError(this + " was answered with " + answer + ", not with completions");
  }

  /** The messages that came after the first response, as they are now. */
  public List<StandInMessage> followUps() {
    return followUps.stream().map(standIn::message).flatMap(Optional::stream).toList();
  }

  /** Waits for the first follow-up message. */
  public StandInMessage awaitFollowUp() {
    StandInMessage found =
        Waiting.forValue("a follow-up to " + this, () -> followUps().stream().findFirst());
    OnlyMatch.expect(
        "a follow-up to " + this, () -> followUps().stream().map(StandInMessage::id).toList());
    return found;
  }

  /** How often and why Discord refused what the bot did with it. */
  public List<DiscordError> refusals() {
    return refusals;
  }

  /** Delivers the very same event once more, as after a resumed connection. */
  public void sendAgain() {
    standIn.interactions().send(this);
  }

  /** Ends the 15 minutes of its token at once. */
  public void expireToken() {
    tokenExpired = true;
  }

  /** Makes it older than it is, instead of waiting. */
  public void ageBy(Duration duration) {
    sentNanos.addAndGet(-duration.toNanos());
  }

  private StandInMessage message(String id) {
    return standIn
        .message(id)
        .orElseThrow(() -> new AssertionError("The answer to " + this + " was deleted"));
  }

  private static boolean loaded(StandInMessage message) {
    return (message.body().path("flags").asInt(0) & Messages.LOADING) == 0;
  }

  void sent() {
    if (answer != null) {
      return;
    }
    sentNanos.set(System.nanoTime());
    if (sourceMessageId != null) {
      editsWhenSent = standIn.message(sourceMessageId).map(StandInMessage::edits).orElse(0);
    }
  }

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - sentNanos.get());
  }

  boolean tokenExpired() {
    return tokenExpired || age().compareTo(Duration.ofMinutes(15)) > 0;
  }

  void answered(InteractionAnswer first) {
    answeredAfter = age();
    answer = first;
  }

  void followedUp(String messageId) {
    followUps.add(messageId);
  }

  void refused(DiscordError error) {
    refusals.add(error);
  }

  Kind kind() {
    return kind;
  }

  ObjectNode payload() {
    return payload;
  }

  String personId() {
    return personId;
  }

  StandInChannel channel() {
    return channel;
  }

  @Nullable String sourceMessageId() {
    return sourceMessageId;
  }

  /** The message that {@code @original} stands for. */
  Optional<String> originalId() {
    return switch (answer) {
      case InteractionAnswer.Replied reply -> Optional.of(reply.messageId());
      case InteractionAnswer.Deferred deferred -> Optional.of(deferred.messageId());
      case InteractionAnswer.DeferredUpdate deferred -> Optional.of(deferred.messageId());
      case InteractionAnswer.Updated updated -> Optional.of(updated.messageId());
      case InteractionAnswer.Completed ignored -> Optional.empty();
      case InteractionAnswer.Opened ignored -> Optional.ofNullable(sourceMessageId);
      case null -> Optional.empty();
    };
  }

  @Override
  public String toString() {
    return kind
        + " "
        + Json.text(payload.path("data"), "name")
        + Json.text(payload.path("data"), "custom_id");
  }
}
