package dev.deskhand.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.OpenTicketThreads;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.PlaceHistory;
import dev.deskhand.chat.ReadPositions;
import dev.deskhand.platform.Backfill.Outcome;
import dev.deskhand.testing.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every platform can rely on when the desk reads what it missed. */
class MissedMessagesTest {

  private static final Place ONE = new Place("chat", "C1", "10", false);
  private static final Place TWO = new Place("chat", "C2", "20", false);

  private final SettableClock clock = new SettableClock();
  private final Positions heard = new Positions();
  private final Platform platform = new Platform();
  private final List<String> taken = new ArrayList<>();

  private final OpenTicketThreads talks =
      new OpenTicketThreads() {
        @Override
        public List<Place> open(String platform, int atMost) {
          return List.of(ONE, TWO);
        }

        @Override
        public List<String> taken(Place place, String after) {
          return place.equals(ONE) ? taken : List.of();
        }
      };

  private Backfill backfill() {
    return new Backfill(platform, heard, talks, new SimpleMeterRegistry(), Runnable::run, clock);
  }

  @Test
  void onlyWhatFailedIsReadAgain() {
    platform.pages.add(new PlaceHistory.Page.Failed("not now"));
    Backfill backfill = backfill();

    assertThat(backfill.begin().join()).isEqualTo(Outcome.PARTLY);
    assertThat(backfill.begin().join()).isEqualTo(Outcome.WHOLE);

    assertThat(platform.asked).extracting(Asked::place).containsExactly(ONE, TWO, ONE);
  }

  @Test
  void whatIsRefusedForGoodIsNotReadAgain() {
    platform.pages.add(new PlaceHistory.Page.Refused("no such place"));

    assertThat(backfill().begin().join()).isEqualTo(Outcome.WHOLE);
  }

  @Test
  void nothingIsAskedOfAPlatformThatIsNotReady() {
    platform.ready = false;

    assertThat(backfill().begin().join()).isEqualTo(Outcome.UNREADY);

    assertThat(platform.asked).isEmpty();
  }

  @Test
  void messagesOfAllPagesAreTakenInByTheirAge() {
    platform.pages.add(page("more", platform.id(30), platform.id(20)));
    platform.pages.add(page("", platform.id(25)));

    var _ = backfill().begin().join();

    assertThat(platform.said).containsExactly(platform.id(20), platform.id(25), platform.id(30));
  }

  @Test
  void whereOrderIsKeptIsReadOnFromTheLastMessageThatWasDealtWith() {
    platform.ordered = true;
    platform.overlap = Duration.ofSeconds(60);
    heard.latest = List.of(new ReadPositions.Heard(ONE, new MessageRef("C1", platform.id(-20))));
    platform.pages.add(page("", platform.id(30), platform.id(25)));

    var _ = backfill().begin().join();

    assertThat(platform.asked.getFirst().after()).isEqualTo(platform.id(-20));
    assertThat(heard.heard)
        .contains(new ReadPositions.Heard(ONE, new MessageRef("C1", platform.id(30))));
  }

  @Test
  void whatIsHeardInAPlaceThatIsStillToBeReadHidesNothingThatWasSaidBefore() {
    platform.ordered = true;
    platform.overlap = Duration.ofSeconds(60);
    platform.pages.add(new PlaceHistory.Page.Failed("not now"));
    assertThat(backfill().begin().join()).isEqualTo(Outcome.PARTLY);
    // it is heard before that is tried again, and then the desk is started anew
    heard.latest = List.of(new ReadPositions.Heard(ONE, new MessageRef("C1", platform.id(40))));
    platform.pages.add(page("", platform.id(30), platform.id(40)));

    var _ = backfill().begin().join();

    assertThat(platform.asked.get(2)).isEqualTo(new Asked(ONE, platform.id(-60)));
    assertThat(platform.said).containsExactly(platform.id(30), platform.id(40));
  }

  @Test
  void alsoAPlaceWithoutNewsIsReadForWhatBecameOfItsMessages() {
    var _ = backfill().begin().join();

    assertThat(platform.newsSince).isBeforeOrEqualTo(heard.until().minus(PlaceReader.LOOK_BACK));
  }

  @Test
  void whatIsNotThereAnyMoreWasDeletedUnlessItMayBeHidden() {
    taken.add(platform.id(-100));
    taken.add(platform.id(-90));
    platform.pages.add(page("", platform.id(-90), platform.id(20)));
    var _ = backfill().begin().join();
    assertThat(platform.deleted).containsExactly(platform.id(-100));

    platform.pages.add(new PlaceHistory.Page.Read(List.of(), "", true));
    var _ = backfill().begin().join();
    assertThat(platform.deleted).hasSize(1);
  }

  @Test
  void aNewConnectionNotesThatNothingEscapedAsSoonAsItIsThere() {
    AtomicInteger parts = new AtomicInteger();
    ListeningState state =
        new ListeningState("chat", heard, talks, new SimpleMeterRegistry(), Runnable::run, clock);
    state.start(parts::get);
    try {
      state.begin(0, platform);
      assertThat(heard.noted).hasValue(0);

      parts.set(1);
      await().untilAsserted(() -> assertThat(heard.noted).hasValue(1));
    } finally {
      state.stop();
    }
  }

  @Test
  void nothingHasEscapedTheDeskOnceEveryPartOfTheConnectionHasCaughtUp() {
    ListeningState state =
        new ListeningState("chat", heard, talks, new SimpleMeterRegistry(), Runnable::run, clock);
    state.start(() -> 2);
    try {
      state.begin(0, platform);
      assertThat(heard.noted).hasValue(0);

      state.begin(1, platform);
      assertThat(heard.noted).hasValue(1);
    } finally {
      state.stop();
    }
  }

  @Test
  void aProcessThatStoodStillHasNotHeardWhatWasSaidMeanwhile() {
    ListeningState state =
        new ListeningState("chat", heard, talks, new SimpleMeterRegistry(), Runnable::run, clock);
    state.start(() -> 1);
    try {
      state.begin(0, platform);
      clock.advance(Duration.ofSeconds(15));
      state.note();
      Instant still = clock.instant();
      clock.advance(Duration.ofHours(1));
      state.note();
      assertThat(heard.notedUntil).as("before it can know").isBeforeOrEqualTo(still);

      Instant awake = clock.instant();
      clock.advance(Duration.ofSeconds(15));
      state.note();
      assertThat(heard.notedUntil).as("it is connected still").isEqualTo(awake);
    } finally {
      state.stop();
    }
  }

  @Test
  void nothingIsHeardWhileItCannotBeFoundOutWhatWasMissed() {
    heard.away = true;
    whileTriedAtOnce(() -> await().until(() -> heard.asked.get() > 10));
  }

  @Test
  void nothingIsHeardWhileNoPlaceCanBeRead() {
    platform.silent = true;
    whileTriedAtOnce(() -> await().until(() -> platform.asked.size() > 10));
  }

  /** Nothing may be noted meanwhile, and has to be when the fault is over. */
  private void whileTriedAtOnce(Runnable fault) {
    ListeningState state =
        new ListeningState("chat", heard, talks, new SimpleMeterRegistry(), Runnable::run, clock);
    state.start(() -> 1, WithoutPause::new);
    try {
      state.begin(0, platform);
      fault.run();
      assertThat(heard.noted).hasValue(0);

      heard.away = false;
      platform.silent = false;
      await().until(() -> heard.noted.get() > 0);
    } finally {
      state.stop();
    }
  }

  /** What is to be done after a pause is done without it. */
  private static final class WithoutPause extends ScheduledThreadPoolExecutor {
    WithoutPause() {
      super(1);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
      return super.schedule(task, 5, TimeUnit.MILLISECONDS);
    }
  }

  private PlaceHistory.Page page(String next, String... ids) {
    return new PlaceHistory.Page.Read(
        List.of(ids).stream().map(platform::message).toList(), next, false);
  }

  private record Asked(Place place, String after) {}

  /** Its ids are the seconds, with the start of the absence in the middle. */
  private final class Platform implements PlaceHistory {
    private final Deque<Page> pages = new ArrayDeque<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final List<String> deleted = new ArrayList<>();
    private boolean ready = true;
    private Instant newsSince = Instant.MAX;
    private boolean ordered;
    private volatile boolean silent;
    private Duration overlap = Duration.ZERO;

    /** Of a message that many seconds after what is read begins. */
    String id(int seconds) {
      return idAt(heard.until().plusSeconds(seconds));
    }

    @Override
    public String platform() {
      return "chat";
    }

    @Override
    public Duration overlap() {
      return overlap;
    }

    @Override
    public String idAt(Instant time) {
      return Long.toString(time.getEpochSecond());
    }

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public boolean keepsOrder() {
      return ordered;
    }

    @Override
    public Places withNews(Places known, Instant since) {
      newsSince = since;
      return known;
    }

    @Override
    public Page page(Source source, String after, String cursor, boolean awaited) {
      asked.add(new Asked(source.place(), after));
      if (silent) {
        return new Page.Failed("not now");
      }
      Page next = pages.poll();
      return next == null ? new Page.Read(List.of(), "", false) : next;
    }

    @Override
    public void inTurn(Source source, Runnable reading) {
      reading.run();
    }

    @Override
    public void deleted(Source source, String message) {
      deleted.add(message);
    }

    private Message message(String id) {
      return new Message() {
        @Override
        public String id() {
          return id;
        }

        @Override
        public void said() {
          said.add(id);
        }

        @Override
        public void edited() {}
      };
    }
  }

  private final class Positions implements ReadPositions {
    private List<Heard> latest = List.of();
    private final List<Heard> heard = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean away;
    private final AtomicInteger noted = new AtomicInteger();
    private Instant notedUntil = Instant.MAX;

    Instant until() {
      return clock.instant().minusSeconds(60);
    }

    @Override
    public List<Heard> latest(String platform, Instant since, int atMost) {
      return latest;
    }

    @Override
    public Optional<Heard> in(Place place) {
      return Optional.empty();
    }

    @Override
    public void heard(Heard now) {
      heard.add(now);
    }

    @Override
    public void listening(String platform, Instant until) {
      noted.incrementAndGet();
      notedUntil = until;
    }

    @Override
    public Optional<Instant> listenedUntil(String platform) {
      asked.incrementAndGet();
      if (away) {
        throw new IllegalStateException("the database is away");
      }
      return Optional.of(until());
    }
  }
}
