package dev.deskhand.slack.inbound;

import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Utterance;
import dev.deskhand.conversation.Conversation;
import dev.deskhand.language.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The desk as Slack's handlers speak to it: they wait for an answer, but not for long. */
public final class DeskClient {

  private static final Logger log = LoggerFactory.getLogger(DeskClient.class);

  /** Slack gives three seconds, and the way there and back takes some of them. */
  private static final Duration SOON = Duration.ofSeconds(2);

  /** The way of an answer is open for half an hour; longer than this nobody waits for one. */
  private static final Duration AFTERWARDS = Duration.ofMinutes(2);

  /** Slack sends an event again for which it has no word by then; that it was taken in is known. */
  private static final Duration UNANSWERED = Duration.ofSeconds(10);

  private final Conversation conversation;
  private final Executor executor;

  public DeskClient(Conversation conversation, Executor executor) {
    this.conversation = conversation;
    this.executor = executor;
  }

  /** A command that is being carried out, and its answer to come. */
  public record Asked(Command command, CompletableFuture<List<Reply>> answer) {

    /** The answer, if it is there soon enough to hand it over directly. */
    Optional<List<Reply>> soon() {
      try {
        return Optional.of(answer.get(SOON.toMillis(), TimeUnit.MILLISECONDS));
      } catch (TimeoutException | ExecutionException e) {
        return Optional.empty();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
  }

  /** What an utterance asks for. */
  Command read(Utterance utterance) {
    return conversation.read(utterance);
  }

  /**
   * Whether what is said in a place may be for the desk.
   *
   * @throws dev.deskhand.chat.DeskUnavailableException if it cannot be found out now
   */
  boolean hears(Place place) {
    return conversation.hears(place);
  }

  /**
   * Takes in that a message is gone that belongs to a ticket, where the platform does not say whose
   * it was; the desk knows.
   *
   * @throws dev.deskhand.chat.DeskUnavailableException if it is to be delivered again
   */
  public void deleted(String eventId, Place place, String message, Instant at) {
    conversation
        .author(place, message)
        .map(author -> new Origin(eventId, author, place, at, Origin.ReplyRoute.POSTED))
        .ifPresent(origin -> tell(new Utterance.MessageDeleted(origin, message)));
  }

  /** Has an utterance of somebody who waits carried out; the answer never fails. */
  public Asked ask(Utterance utterance) {
    return ask(utterance.origin(), read(utterance), utterance.words());
  }

  /** The same for a command. */
  public Asked ask(Origin origin, Command command) {
    return ask(origin, command, "");
  }

  private Asked ask(Origin origin, Command command, String words) {
    return new Asked(
        command,
        CompletableFuture.supplyAsync(
                () -> conversation.handle(origin, command, words, AFTERWARDS), executor)
            .exceptionally(
                failure -> {
                  log.error("An utterance could not be answered", failure);
                  return List.of(
                      new Reply.Refusal("Sorry, the desk could not do this. Please try again."));
                }));
  }

  /**
   * Has an utterance carried out whose answer is posted, and returns when it is committed, however
   * long that takes: before, Slack must not be told that it arrived.
   *
   * @throws dev.deskhand.chat.DeskUnavailableException if it is to be delivered again
   */
  public void tell(Utterance utterance) {
    conversation.handle(
        utterance.origin(), conversation.read(utterance), utterance.words(), UNANSWERED);
  }

  /** Does something on a thread of its own, while Slack gets its own answer. */
  public void meanwhile(Runnable work) {
    executor.execute(
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            log.error("Something that a person pressed came to nothing", e);
          }
        });
  }

  /** Hands an answer over once it is there, on a thread of its own. */
  void afterwards(Asked asked, Consumer<List<Reply>> work) {
    executor.execute(
        () -> {
          try {
            work.accept(asked.answer().join());
          } catch (RuntimeException e) {
            log.error("An answer could not be handed over", e);
          }
        });
  }
}
