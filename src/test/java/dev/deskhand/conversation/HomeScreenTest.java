package dev.deskhand.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.language.Command;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.OnRecord;
import dev.deskhand.testing.QueryCount;
import dev.deskhand.testing.SettableClock;
import dev.deskhand.testing.Spoken;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the home screen holds for whom, on whatever platform. */
@DeskhandTest
class HomeScreenTest {

  private static final Command.Home OPENED = new Command.Home(null, true);
  private static final Command.Home REFRESHED = new Command.Home(null, false);

  @Autowired Conversation desk;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired QueryCount database;

  Speaker employee;
  Speaker agent;
  Speaker manager;

  @BeforeEach
  void everybodyIsKnown() {
    employee = new Speaker(desk, clock, "employee");
    agent = new Speaker(desk, clock, "agent");
    manager = new Speaker(desk, clock, "manager");
  }

  @Test
  void eachSeesWhatTheyMaySee() {
    String key = employee.opens("report the projector is dim");
    employee.looks(OPENED);
    agent.looks(OPENED);

    assertThat(titles(employee))
        .containsExactly(
            "Hello, Erin", "Your open incidents (1 in all) and requests", services(employee));
    assertThat(titles(agent)).contains("Queue", "Queue: open, 1 in all").hasSize(5);
    assertThat(titles(manager)).contains("Queue", "Queue: open, 1 in all").hasSize(6);
    assertThat(row(agent, key)).extracting(Action::label).containsExactly("Take", "Show");
    assertThat(row(manager, key)).extracting(Action::label).containsExactly("Show");
    assertThat(OnRecord.refusals(jdbc)).isZero();
  }

  @Test
  void whatIsShownIsKeptUntilItIsOpenNoLonger() {
    agent.looks(OPENED);
    agent.looks(home("queue mine priority:p2"));

    assertThat(titles(agent)).contains("Queue: mine, 0 in all");
    clock.advance(Duration.ofHours(9));
    assertThat(titles(agent)).contains("Queue: open, 0 in all");
  }

  @Test
  void aPageThatIsGoneGivesWayToTheFirst() {
    String key = employee.opens("report the projector is dim");
    agent.looks(home("my page:7"));

    List<Reply> shown = agent.looks(home("queue page:7"));

    assertThat(shown).anyMatch(reply -> reply.keys().contains(key));
    assertThat(employee.looks(home("my page:7"))).anyMatch(reply -> reply.keys().contains(key));
  }

  @Test
  void oneWithoutARoleIsTold() {
    Speaker stranger = new Speaker(desk, clock, "stranger");
    stranger.hears("whoami");
    jdbc.sql(
            """
            delete from person_role where person_id =
              (select person_id from identity where user_id = 'stranger')
            """)
        .update();

    List<Reply> shown = stranger.looks(OPENED);

    assertThat(shown).hasSize(2);
    assertThat(shown.getLast().plainText()).contains("no role");
    assertThat(shown.getFirst().actions()).extracting(Action::label).containsExactly("Help");
  }

  @Test
  void itTakesNoMoreThanTwelveRoundTrips() {
    for (int i = 0; i < 30; i++) {
      employee.opens("report number " + i + " of many unlike things");
    }
    manager.looks(OPENED);
    database.reset();
    manager.looks(OPENED);
    assertThat(database.roundTrips()).as(database.toString()).isLessThanOrEqualTo(12);
  }

  private static List<String> titles(Speaker who) {
    return who.looks(REFRESHED).stream()
        .map(reply -> Objects.requireNonNull(reply.plainText().lines().findFirst().orElse("")))
        .toList();
  }

  private static String services(Speaker who) {
    return who.asks("status").plainText().lines().findFirst().orElse("");
  }

  private static List<Action> row(Speaker who, String key) {
    return who.looks(REFRESHED).stream()
        .filter(Reply.Listing.class::isInstance)
        .map(Reply.Listing.class::cast)
        .flatMap(listing -> listing.rows().stream())
        .filter(row -> row.key().equals(key))
        .findFirst()
        .orElseThrow()
        .actions();
  }

  /** What the screen shows once these words were pressed on it. */
  private static Command.Home home(String pressed) {
    return new Command.Home((Command.Call<?>) Spoken.pressed(pressed), true);
  }
}
