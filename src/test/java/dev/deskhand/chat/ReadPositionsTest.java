package dev.deskhand.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.ReadPositions.Heard;
import dev.deskhand.conversation.threads.JdbcReadPositions;
import dev.deskhand.testing.SettableClock;
import dev.deskhand.testing.SharedPostgres;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class ReadPositionsTest {

  private static final Place TALK = new Place("discord", "@42", null, true);
  private static final Place THREAD = new Place("slack", "C1", "1700000000.000100", false);

  private final SettableClock clock = new SettableClock();
  private final ReadPositions places = places();

  private ReadPositions places() {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(SharedPostgres.get().newDatabase());
    return new JdbcReadPositions(JdbcClient.create(database), clock);
  }

  @Test
  void aPlaceIsHeardUpToItsLatestMessageAndNeverLess() {
    places.heard(talk("998"));
    places.heard(talk("1001"));
    places.heard(talk("999"));

    assertThat(places.in(TALK)).contains(talk("1001"));
  }

  @Test
  void slacksTimesAreComparedToTheMicrosecond() {
    places.heard(thread("1700000100.000200"));
    places.heard(thread("1700000100.000199"));

    assertThat(places.in(THREAD)).contains(thread("1700000100.000200"));
  }

  @Test
  void theLatestPlacesComeFirstAndOldOnesNotAtAll() {
    Place old = new Place("discord", "@1", null, true);
    Place other = new Place("discord", "C1", "5", false);
    places.heard(new Heard(old, new MessageRef("D1", "1")));
    clock.advance(Duration.ofDays(40));
    Instant then = clock.instant().minus(Duration.ofDays(30));
    places.heard(talk("9"));
    clock.advance(Duration.ofSeconds(5));
    places.heard(new Heard(other, new MessageRef("5", "7")));
    places.heard(thread("1700000100.000200"));

    assertThat(places.latest("discord", then, 10))
        .extracting(Heard::place)
        .containsExactly(other, TALK);
    assertThat(places.latest("discord", then, 1)).hasSize(1);
  }

  @Test
  void untilWhenItListenedIsKnownOnceItHas() {
    assertThat(places.listenedUntil("discord")).isEmpty();
    places.listening("discord", clock.instant());
    clock.advance(Duration.ofMinutes(3));
    places.listening("discord", clock.instant());

    assertThat(places.listenedUntil("discord")).contains(clock.instant());
    assertThat(places.listenedUntil("slack")).isEmpty();
  }

  private Heard talk(String message) {
    return new Heard(TALK, new MessageRef("D42", message));
  }

  private Heard thread(String message) {
    return new Heard(THREAD, new MessageRef("C1", message));
  }
}
