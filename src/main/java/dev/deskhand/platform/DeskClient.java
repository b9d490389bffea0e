package dev.deskhand.platform;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.DeskUnavailableException;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.PlatformSilentException;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Utterance;
import dev.deskhand.conversation.Conversation;
import dev.deskhand.language.Command;
import dev.deskhand.language.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The desk as adapters speak to it. Whoever waits gets an answer, but is not waited for long: what
 * takes its time follows, and what fails is logged and answered with an apology.
 */
@Component
public final class DeskClient implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DeskClient.class);

  private static final Reply OUT_OF_ORDER =
      new Reply.Refusal(
          "Sorry, the desk is out of order at the moment, and nothing was changed. Please try again"
              + " in a minute.");

  /** In answer to what was shown by another version of the desk. */
  public static final Reply OUT_OF_DATE =
      new Reply.Refusal(
          "This was sent by another version of the desk and no longer works here. Your tickets are"
              + " as they were.",
          List.of(Action.of("My tickets", "my"), Action.of("Help", "help")));

  private final Conversation conversation;
  private final ExecutorService executor =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("answer-", 0).factory());

  public DeskClient(Conversation conversation) {
    this.conversation = conversation;
  }

  @Override
  public void close() {
    executor.close();
  }

  /** A command that is being carried out, and its answer to come, which never fails. */
  public record Asked(Command command, CompletableFuture<List<Reply>> answer) {

    /** The answer, if it is there soon enough to hand it over directly. */
    public Optional<List<Reply>> within(Duration deadline) {
      return Deadlines.within(answer, deadline);
    }
  }

  /**
   * Whether an answer is shown to everybody in a place. What went wrong and what is still to be
   * filled in concern nobody else; where a person is alone with the desk, nobody else is there.
   */
  public static boolean isForEveryone(Place place, Command command, List<Reply> replies) {
    return place.direct()
        || (command.visibility() == Visibility.EVERYONE_HERE
            && (replies.isEmpty() || !replies.stream().allMatch(DeskClient::isForOne)));
  }

  private static boolean isForOne(Reply reply) {
    return reply instanceof Reply.Refusal || reply instanceof Reply.Form;
  }

  /** What an utterance asks for. */
  public Command read(Utterance utterance) {
    return conversation.read(utterance);
  }

  /**
   * Whether what is said in a place may be for the desk.
   *
   * @throws DeskUnavailableException if it cannot be found out now
   */
  public boolean hears(Place place) {
    return conversation.hears(place);
  }

  /** Has an utterance of somebody who waits carried out. */
  public Asked ask(Utterance utterance) {
    return ask(utterance.origin(), read(utterance), utterance.words());
  }

  /** The same for a command. */
  public Asked ask(Origin origin, Command command) {
    return ask(origin, command, "");
  }

  private Asked ask(Origin origin, Command command, String words) {
    return ask(command, () -> answer(origin, command, words));
  }

  /**
   * The same where more has to be done for an answer than to carry the command out.
   *
   * @param work what does all of it, and may take its time
   */
  public Asked ask(Command command, Supplier<List<Reply>> work) {
    return new Asked(command, CompletableFuture.supplyAsync(() -> guarded(work), executor));
  }

  /** Carries out a command of somebody who waits, however long that takes. */
  public List<Reply> answer(Origin origin, Command command, String words) {
    return conversation.handle(origin, command, words, Deadlines.LATER);
  }

  /** What was pressed, or a form filled in from, by where it stands. */
  public PressedMessage standing(PressedMessage pressed, Place place, Command command) {
    return pressed.in(place, command, conversation);
  }

  /**
   * What somebody would be shown who presses this now. It is part of another answer, which it keeps
   * waiting only for a moment.
   */
  public List<Reply> glance(Origin origin, String words) {
    Command command = read(new Utterance.Pressed(origin, words));
    return guarded(() -> conversation.handle(origin, command, words, Deadlines.ANSWER));
  }

  private static List<Reply> guarded(Supplier<List<Reply>> work) {
    try {
      return work.get();
    } catch (DeskUnavailableException e) {
      // with what it comes from, by which the log counts it among the others
      log.warn("An utterance was not carried out", e);
    } catch (PlatformSilentException e) {
      log.warn("{}", e.getMessage());
    } catch (RuntimeException | Error e) {
      log.error("An utterance could not be answered", e);
    }
    return List.of(OUT_OF_ORDER);
  }

  /**
   * Has an utterance carried out whose answer is posted, and returns when it is committed, however
   * long that takes: before, the platform must not be told that it arrived.
   *
   * @throws DeskUnavailableException if it is to be delivered again
   */
  public void tell(Utterance utterance) {
    tell(utterance.origin(), utterance, Deadlines.TAKEN_IN);
  }

  /**
   * The same where the platform delivers nothing again.
   *
   * @param origin what is known by now of where it comes from
   * @param longest for how long it is tried
   */
  public void tell(Origin origin, Utterance utterance, Duration longest) {
    conversation.handle(origin, read(utterance), utterance.words(), longest);
  }

  /**
   * Takes in that a message is gone that belongs to a ticket, where the platform does not say whose
   * it was; the desk knows.
   *
   * @throws DeskUnavailableException if it is to be delivered again
   */
  public void deleted(String eventId, Place place, String message, Instant at) {
    conversation
        .author(place, message)
        .map(author -> new Origin(eventId, author, place, at, Origin.ReplyRoute.POSTED))
        .ifPresent(origin -> tell(new Utterance.MessageDeleted(origin, message)));
  }

  /** Does something on a thread of its own, while the platform gets its own answer. */
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
  public void afterwards(Asked asked, Consumer<List<Reply>> work) {
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
