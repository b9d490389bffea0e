package dev.deskhand.conversation;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.DeskUnavailableException;
import dev.deskhand.chat.MembershipStatus;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.PlatformId;
import dev.deskhand.chat.ReadPositions;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Sender;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.chat.Utterance;
import dev.deskhand.conversation.commands.FreshFileLinks;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.conversation.threads.ThreadTickets;
import dev.deskhand.language.Command;
import dev.deskhand.language.CommandParser;
import dev.deskhand.logging.RepeatedFailures;
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
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries out one command in one transaction: the ledger, the person, the change, its history and
 * its messages are committed together, and only then is it answered.
 */
@Component
class DeskConversation implements Conversation {

  private static final Logger log = LoggerFactory.getLogger(DeskConversation.class);

  /**
   * How far a platform's account of the time may lie behind before the desk's clock is believed.
   */
  private static final Duration LATE = Duration.ofHours(1);

  /** What is tried again while somebody waits, unless their platform gives more time. */
  private static final Duration IN_HAND = Duration.ofMillis(2_500);

  /** The same while nobody waits: a platform delivers again what takes too long, and it is done. */
  private static final Duration UNANSWERED = Duration.ofSeconds(10);

  private final CommandParser parser;
  private final ThreadTickets threads;
  private final TicketThreads platforms;
  private final InboundLedger ledger;
  private final People people;
  private final CommandRouter router;
  private final FreshFileLinks files;
  private final Outbox outbox;
  private final ReadPositions readPositions;
  private final AnswerAddress addresses;
  private final Apologies apologies;
  private final TransactionTemplate transaction;
  private final MeterRegistry meters;
  private final Clock clock;
  private final RepeatedFailures failures;
  private final SecureRandom random = new SecureRandom();

  DeskConversation(
      CommandParser parser,
      ThreadTickets threads,
      TicketThreads platforms,
      InboundLedger ledger,
      People people,
      CommandRouter router,
      FreshFileLinks files,
      Outbox outbox,
      ReadPositions readPositions,
      AnswerAddress addresses,
      Apologies apologies,
      TransactionTemplate transaction,
      MeterRegistry meters,
      Clock clock) {
    this.parser = parser;
    this.threads = threads;
    this.platforms = platforms;
    this.ledger = ledger;
    this.people = people;
    this.router = router;
    this.files = files;
    this.outbox = outbox;
    this.readPositions = readPositions;
    this.addresses = addresses;
    this.apologies = apologies;
    this.failures = new RepeatedFailures(log, clock);
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

  /** One command, which is carried out again if it fails for no reason of its own. */
  private static final class Asking {
    final Origin origin;
    final String words;
    final Duration patience;
    final String correlationId;

    /** What is answered if its commit has gone through; null before there was one to make. */
    @Nullable Answered prepared;

    Asking(Origin origin, String words, Duration patience, String correlationId) {
      this.origin = origin;
      this.words = words;
      this.patience = patience;
      this.correlationId = correlationId;
    }
  }

  @Override
  public Command read(Utterance utterance) {
    return parser.parse(utterance);
  }

  @Override
  public List<Reply> handle(Origin origin, Command given) {
    return handle(origin, given, "", origin.answeredLater() ? UNANSWERED : IN_HAND);
  }

  @Override
  public List<Reply> handle(Origin origin, Command given, String words, Duration patience) {
    Asking asking = new Asking(origin, words, patience, HexFormat.of().formatHex(bytes()));
    Optional<Command> meant;
    try {
      meant = retried(patience, () -> threads.meant(origin, given));
    } catch (RuntimeException e) {
      return failed(asking, given, e).replies();
    }
    return meant.map(command -> carryOut(asking, command)).orElse(List.of());
  }

  private static <T> T retried(Duration patience, Supplier<T> work) {
    return new RetryTemplate(
            RetryPolicy.builder()
                .predicate(TransientFailure::is)
                .maxRetries(Long.MAX_VALUE)
                .timeout(patience)
                .delay(Duration.ofMillis(20))
                .jitter(Duration.ofMillis(10))
                .multiplier(2)
                .maxDelay(Duration.ofSeconds(1))
                .build())
        .invoke(work);
  }

  @Override
  public boolean hears(Place place) {
    try {
      return place.direct() || retried(IN_HAND, () -> !platforms.at(place).isEmpty());
    } catch (RuntimeException e) {
      throw new DeskUnavailableException(HexFormat.of().formatHex(bytes()), e);
    }
  }

  @Override
  public boolean isThreadOf(Place place, TicketKey ticket) {
    try {
      return retried(IN_HAND, () -> threads.isOf(place, ticket));
    } catch (RuntimeException e) {
      log.debug("Whose thread it is cannot be found out", e);
      return false;
    }
  }

  @Override
  public Optional<Sender> author(Place place, String message) {
    try {
      return retried(IN_HAND, () -> authorOf(place, message));
    } catch (RuntimeException e) {
      throw new DeskUnavailableException(HexFormat.of().formatHex(bytes()), e);
    }
  }

  private Optional<Sender> authorOf(Place place, String message) {
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
                    identity.platform(),
                    identity.userId(),
                    identity.handle(),
                    MembershipStatus.UNKNOWN));
  }

  private List<Reply> carryOut(Asking asking, Command command) {
    Origin origin = asking.origin;
    Timer.Sample sample = Timer.start(meters);
    try (var ignored = MDC.putCloseable("correlationId", asking.correlationId)) {
      Answered answered = answer(asking, command);
      sample.stop(timer(origin, command, answered.outcome()));
      log.info(
          "{} from {} in {}: {}",
          CommandTraits.word(command),
          new PlatformId(origin.sender().platform(), origin.sender().userId()),
          origin.place().label(),
          answered.outcome().name().toLowerCase(Locale.ROOT));
      return answered.replies();
    }
  }

  private Answered answer(Asking asking, Command command) {
    try {
      return retried(
          asking.patience,
          () -> {
            FreshFileLinks.Fresh fresh = files.ask(command, asking.origin);
            return Objects.requireNonNull(
                transaction.execute(status -> inTransaction(asking, command, fresh)));
          });
    } catch (RuntimeException e) {
      return failed(asking, command, e);
    }
  }

  /**
   * What the desk is to blame for. An event that fell into trouble of the database is left to the
   * platform, which delivers it again; what somebody waits for is apologised for.
   */
  private Answered failed(Asking asking, Command command, RuntimeException e) {
    boolean passing = TransientFailure.isOfDatabase(e);
    if (passing) {
      failures.warn(
          "database", "Could not carry out {}: {}", CommandTraits.word(command), e.toString());
    } else {
      log.error("Could not carry out {}", CommandTraits.word(command), e);
    }
    if (passing && asking.origin.answeredLater()) {
      throw new DeskUnavailableException(asking.correlationId, e);
    }
    return new Answered(
        apologies.of(
            asking.origin,
            command,
            asking.words,
            passing && asking.prepared != null,
            asking.correlationId),
        Outcome.FAILED);
  }

  private Answered inTransaction(Asking asking, Command command, FreshFileLinks.Fresh fresh) {
    Origin origin = asking.origin;
    Instant now = clock.instant();
    boolean posted = origin.answeredLater();
    if ((posted || CommandTraits.changes(command))
        && !ledger.firstTime(origin, asking.correlationId, now)) {
      if (asking.prepared != null && ledger.isOf(origin, asking.correlationId)) {
        // the commit went through of which the database could not tell any more
        return asking.prepared;
      }
      return new Answered(
          posted ? List.of() : Replies.no(REPEATED, Action.of("My tickets", "my")),
          Outcome.REPEATED);
    }
    Answered answered = answered(asking, command, fresh, now);
    asking.prepared = answered;
    return answered;
  }

  private Answered answered(
      Asking asking, Command command, FreshFileLinks.Fresh fresh, Instant now) {
    Origin origin = asking.origin;
    Person person = people.recognise(origin.sender());
    origin.mentioned().forEach(people::recognise);
    Actor actor =
        new Actor(
            person.id(),
            person.name(),
            origin.place().label(),
            asking.correlationId,
            at(origin, command, now));
    Address answeredTo = addresses.of(origin, command);
    List<Reply> replies =
        router.route(command, new CommandContext(person, actor, origin, answeredTo, fresh));
    Outcome outcome = Reply.refused(replies) ? Outcome.REFUSED : Outcome.DONE;
    MessageRef message = origin.message();
    if (message != null) {
      readPositions.heard(new ReadPositions.Heard(origin.place(), message));
    }
    if (origin.answeredLater()) {
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

  /**
   * The platform's time, unless it lies in the future or long ago. What was only written in a
   * thread belongs where it was written, however late the desk reads it.
   */
  private static Instant at(Origin origin, Command command, Instant now) {
    Instant said = origin.at();
    boolean tooLate = !(command instanceof Command.Talk) && said.isBefore(now.minus(LATE));
    // no finer than PostgreSQL keeps it, so that what is compared later is the same
    return (said.isAfter(now) || tooLate ? now : said).truncatedTo(ChronoUnit.MICROS);
  }

  private Timer timer(Origin origin, Command command, Outcome outcome) {
    return Timer.builder("deskhand.commands")
        .description("Commands by name and outcome, and the time to answer them")
        .tag("command", CommandTraits.word(command))
        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
        .tag("platform", origin.sender().platform())
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofMillis(1))
        .maximumExpectedValue(Duration.ofSeconds(10))
        .register(meters);
  }

  private byte[] bytes() {
    byte[] bytes = new byte[6];
    random.nextBytes(bytes);
    return bytes;
  }
}
