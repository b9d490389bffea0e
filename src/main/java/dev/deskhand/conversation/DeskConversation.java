package dev.deskhand.conversation;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.Command;
import dev.deskhand.chat.CommandName;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Sender;
import dev.deskhand.chat.Standing;
import dev.deskhand.chat.Visibility;
import dev.deskhand.notifications.Outbox;
import dev.deskhand.notifications.TicketThreads;
import dev.deskhand.people.Actor;
import dev.deskhand.people.People;
import dev.deskhand.people.Person;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries out one command in one transaction: the ledger, the person, the change, its history and
 * its messages are committed together, and only then is it answered.
 */
@Component
class DeskConversation implements Conversation {

  private static final Logger log = LoggerFactory.getLogger(DeskConversation.class);

  /** Commands that change nothing: carrying one out twice does no harm where the asker waits. */
  private static final Set<CommandName> READS =
      EnumSet.of(
          CommandName.HELP,
          CommandName.WHOAMI,
          CommandName.MY,
          CommandName.SHOW,
          CommandName.FILES,
          CommandName.FIND,
          CommandName.STATUS,
          CommandName.CATALOG,
          CommandName.QUEUE,
          CommandName.TICKETS,
          CommandName.SUMMARY,
          CommandName.METRICS,
          CommandName.AUDIT);

  /**
   * How far a platform's account of the time may lie behind before the desk's clock is believed.
   */
  private static final Duration LATE = Duration.ofHours(1);

  private final Threads threads;
  private final TicketThreads platforms;
  private final InboundLedger ledger;
  private final People people;
  private final CommandRouter router;
  private final FileCommands files;
  private final Outbox outbox;
  private final HeardPlaces places;
  private final TransactionTemplate transaction;
  private final MeterRegistry meters;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final RetryTemplate onCollision =
      new RetryTemplate(
          RetryPolicy.builder()
              .includes(ConcurrencyFailureException.class)
              .maxRetries(4)
              .delay(Duration.ofMillis(20))
              .jitter(Duration.ofMillis(10))
              .multiplier(2)
              .build());

  DeskConversation(
      Threads threads,
      TicketThreads platforms,
      InboundLedger ledger,
      People people,
      CommandRouter router,
      FileCommands files,
      Outbox outbox,
      HeardPlaces places,
      TransactionTemplate transaction,
      MeterRegistry meters,
      Clock clock) {
    this.threads = threads;
    this.platforms = platforms;
    this.ledger = ledger;
    this.people = people;
    this.router = router;
    this.files = files;
    this.outbox = outbox;
    this.places = places;
    this.transaction = transaction;
    this.meters = meters;
    this.clock = clock;
  }

  /** What became of a command, as the metrics name it. */
  private enum Outcome {
    DONE,
    REFUSED,
    REPEATED,
    FAILED
  }

  private record Answered(List<Reply> replies, Outcome outcome) {}

  @Override
  public List<Reply> handle(Origin origin, Command given) {
    String correlationId = HexFormat.of().formatHex(bytes());
    Optional<Command> meant;
    try {
      meant = threads.meant(origin, given);
    } catch (RuntimeException e) {
      log.error("Could not find out where {} belongs", word(given), e);
      return apologise(origin, correlationId);
    }
    return meant.map(command -> carryOut(origin, command, correlationId)).orElse(List.of());
  }

  @Override
  public boolean hears(Place place) {
    try {
      return place.direct() || !platforms.at(place).isEmpty();
    } catch (RuntimeException e) {
      throw new DeskUnavailableException(HexFormat.of().formatHex(bytes()), e);
    }
  }

  @Override
  public Optional<Sender> author(Place place, String message) {
    try {
      return threads
          .author(place, message)
          .flatMap(
              person ->
                  people.identities(person).stream()
                      .filter(identity -> identity.platform().equals(place.platform()))
                      .findFirst())
          .map(
              identity ->
                  new Sender(
                      identity.platform(), identity.userId(), identity.handle(), Standing.UNKNOWN));
    } catch (RuntimeException e) {
      throw new DeskUnavailableException(HexFormat.of().formatHex(bytes()), e);
    }
  }

  private List<Reply> carryOut(Origin origin, Command command, String correlationId) {
    Timer.Sample sample = Timer.start(meters);
    try (var ignored = MDC.putCloseable("correlationId", correlationId)) {
      Answered answered = answer(origin, command, correlationId);
      sample.stop(timer(origin, command, answered.outcome()));
      log.info(
          "{} from {} in {}: {}",
          word(command),
          origin.sender().platform() + ":" + origin.sender().userId(),
          origin.place().label(),
          answered.outcome().name().toLowerCase(Locale.ROOT));
      return answered.replies();
    }
  }

  private Answered answer(Origin origin, Command command, String correlationId) {
    try {
      FileCommands.Fresh fresh = files.ask(command, origin);
      return onCollision.execute(
          () ->
              transaction.execute(status -> inTransaction(origin, command, fresh, correlationId)));
    } catch (RetryException | RuntimeException e) {
      Throwable cause = e instanceof RetryException && e.getCause() != null ? e.getCause() : e;
      log.error("Could not carry out {}", word(command), cause);
      return new Answered(apologise(origin, correlationId), Outcome.FAILED);
    }
  }

  private Answered inTransaction(
      Origin origin, Command command, FileCommands.Fresh fresh, String correlationId) {
    Instant now = clock.instant();
    boolean posted = origin.answeredLater();
    if ((posted || changes(command)) && !ledger.firstTime(origin, correlationId, now)) {
      return new Answered(
          posted ? List.of() : Answers.no(REPEATED, Action.of("My tickets", "my")),
          Outcome.REPEATED);
    }
    Person person = people.recognise(origin.sender());
    origin.mentioned().forEach(people::recognise);
    Actor actor =
        new Actor(
            person.id(),
            person.name(),
            origin.place().label(),
            correlationId,
            at(origin, command, now));
    Address answeredTo = whereTo(origin, command);
    List<Reply> replies =
        router.route(command, new Asked(person, actor, origin, answeredTo, fresh));
    Outcome outcome =
        !replies.isEmpty() && replies.stream().allMatch(Reply.Refusal.class::isInstance)
            ? Outcome.REFUSED
            : Outcome.DONE;
    MessageRef message = origin.message();
    if (message != null) {
      places.heard(new HeardPlaces.Heard(origin.place(), message));
    }
    if (posted) {
      if (outcome == Outcome.REFUSED && origin.eventId().startsWith(Origin.ONCE)) {
        // what was refused to one may be granted to another
        ledger.forget(origin);
      }
      outbox.post(answeredTo, replies);
      return new Answered(List.of(), outcome);
    }
    if (outcome == Outcome.REFUSED || replies.stream().anyMatch(Reply.Form.class::isInstance)) {
      // nothing was done yet, so the same form may be sent again, mended
      ledger.forget(origin);
    }
    return new Answered(replies, outcome);
  }

  private static final String REPEATED =
      "This arrived before and has been done; nothing was done twice.";

  private static boolean changes(Command command) {
    return switch (command) {
      case Command.Named named -> !READS.contains(named.command());
      case Command.FreeText free -> true;
      case Command.Talk talk -> true;
      case Command.Home home -> false;
      case Command.OfThread ofThread -> true;
      case Command.Ask ask -> false;
      case Command.Misunderstood misunderstood -> false;
    };
  }

  /**
   * The platform's time, unless it lies in the future or long ago. What was only written in a thread
   * belongs where it was written, however late the desk reads it.
   */
  private static Instant at(Origin origin, Command command, Instant now) {
    Instant said = origin.at();
    boolean tooLate = !(command instanceof Command.Talk) && said.isBefore(now.minus(LATE));
    return said.isAfter(now) || tooLate ? now : said;
  }

  /**
   * In a place with others, an answer that only the person may see goes to them alone. A report,
   * and words that are no command yet, are answered where they were said: that is where people
   * wait.
   */
  private Address whereTo(Origin origin, Command command) {
    boolean alone =
        !origin.place().direct()
            && command instanceof Command.Named named
            && named.command() != CommandName.REPORT
            && command.visibility() == Visibility.ONLY_YOU
            && !platforms.servesAlone(origin.place(), person(origin));
    // after the cards of their tickets, which go to the person
    boolean amongTheirCards =
        origin.place().direct()
            && origin.place().thread() == null
            && platforms.on(origin.place().platform());
    return alone || amongTheirCards || origin.answering() == Origin.Answering.TO_SENDER
        ? person(origin)
        : origin.place().address();
  }

  private static Address.Person person(Origin origin) {
    return new Address.Person(origin.sender().platform(), origin.sender().userId());
  }

  private List<Reply> apologise(Origin origin, String correlationId) {
    List<Reply> apology =
        Answers.no(
            "Sorry, the desk could not do this, and nothing was changed. Please try again; if it"
                + " happens again, tell an admin this number: "
                + correlationId);
    if (!origin.answeredLater()) {
      return apology;
    }
    Address to =
        origin.answering() == Origin.Answering.TO_SENDER
            ? person(origin)
            : origin.place().address();
    try {
      transaction.executeWithoutResult(status -> outbox.post(to, apology));
      return List.of();
    } catch (RuntimeException e) {
      throw new DeskUnavailableException(correlationId, e);
    }
  }

  private Timer timer(Origin origin, Command command, Outcome outcome) {
    return Timer.builder("deskhand.commands")
        .description("Commands by name and outcome, and the time to answer them")
        .tag("command", word(command))
        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
        .tag("platform", origin.sender().platform())
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofMillis(1))
        .maximumExpectedValue(Duration.ofSeconds(10))
        .register(meters);
  }

  private static String word(Command command) {
    return switch (command) {
      case Command.Named named -> named.command().words();
      case Command.Home home -> "home";
      case Command.Ask ask -> "form";
      case Command.FreeText free -> "words";
      case Command.Talk talk -> "talk";
      case Command.OfThread ofThread -> ofThread.command().words();
      case Command.Misunderstood misunderstood -> "misunderstood";
    };
  }

  private byte[] bytes() {
    byte[] bytes = new byte[6];
    random.nextBytes(bytes);
    return bytes;
  }
}
