package dev.deskhand.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform;
import dev.deskhand.chat.ChatPlatform.Delivery;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.chat.Reply;
import dev.deskhand.language.Role;
import dev.deskhand.people.Actor;
import dev.deskhand.people.People;
import dev.deskhand.people.Person;
import dev.deskhand.web.chat.LiveStream;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class LiveTest extends WebScene {

  private static final Address TRIAGE = new Address.Channel("web", "triage");

  @Autowired Map<String, ChatPlatform> platforms;
  @Autowired LiveStream live;
  @Autowired People people;
  @Autowired JdbcClient jdbc;

  @Test
  void thePlatformIsABeanCalledWeb() {
    assertThat(platforms).containsOnlyKeys("web");
    assertThat(web().name()).isEqualTo("web");
  }

  @Test
  void whatTheDeskSaysIsThereLiveAndAfterAReload() throws Exception {
    try (Window agent = new Window("agent", "0.0.0")) {
      MessageRef posted = delivered(message("1", TRIAGE, "A new incident", null, null));

      await()
          .untilAsserted(
              () -> assertThat(agent.text()).contains("event: triage", "A new incident"));
      assertThat(posted.channel()).isEqualTo("triage");
      assertThat(get("/chat/admin/triage").body()).contains("A new incident");
    }
  }

  @Test
  void anEditReplacesTheMessageInPlace() throws Exception {
    MessageRef posted = delivered(message("1", TRIAGE, "State: new", null, null));
    try (Window agent = new Window("agent", "0.1.0")) {

      Delivery edited = web().deliver(message("2", TRIAGE, "State: resolved", posted, null));

      assertThat(edited).isEqualTo(new Delivery.Delivered(posted));
      await()
          .untilAsserted(
              () -> assertThat(agent.text()).contains("m-" + posted.message(), "State: resolved"));
      assertThat(agent.text()).doesNotContain("State: new");
    }
    assertThat(get("/chat/agent/triage").body())
        .contains("State: resolved", "updated")
        .doesNotContain("State: new");
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void aRepeatedDeliveryIsOneMessage() {
    Outbound message = message("7", TRIAGE, "once", null, null);

    assertThat(web().deliver(message)).isEqualTo(web().deliver(message));
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void aMessageUnderAnotherIsInItsThread() {
    MessageRef card = delivered(message("1", TRIAGE, "card", null, null));

    MessageRef reply = delivered(message("2", TRIAGE, "a word on it", null, card));
    delivered(message("3", TRIAGE, "and another", null, reply));
    delivered(
        message("4", new Address.Thread("web", "triage", card.message()), "a third", null, null));

    assertThat(get("/chat/agent/triage").body())
        .containsPattern(
            "(?s)id=\"under-" + card.message() + "\".*a word on it.*and another.*a third");
  }

  @Test
  void whatIsGoneCannotBeEditedAndWhatNeverWasCannotBeReached() {
    MessageRef gone = new MessageRef("triage", "4711");

    assertThat(web().deliver(message("1", TRIAGE, "x", gone, null)))
        .isInstanceOf(Delivery.TargetGone.class);
    assertThat(web().deliver(message("2", TRIAGE, "x", new MessageRef("triage", "x'"), null)))
        .isInstanceOf(Delivery.TargetGone.class);
    assertThat(web().deliver(message("3", TRIAGE, "x", null, gone)))
        .isInstanceOf(Delivery.TargetGone.class);
    assertThat(web().deliver(message("4", new Address.Channel("web", "nowhere"), "x", null, null)))
        .isInstanceOf(Delivery.Rejected.class);
    assertThat(web().deliver(message("5", new Address.Person("web", "stranger"), "x", null, null)))
        .isInstanceOf(Delivery.Rejected.class);
    assertThat(rows()).isZero();
  }

  @Test
  void aWindowHearsOfItsOwnRoomsOnly() throws Exception {
    try (Window employee = new Window("employee", "0.0");
        Window agent = new Window("agent", "0.0.0")) {
      delivered(message("1", TRIAGE, "for the agents", null, null));
      delivered(message("2", new Address.Person("web", "agent"), "for Amir", null, null));
      delivered(message("3", new Address.Person("web", "employee"), "for Erin", null, null));

      await().untilAsserted(() -> assertThat(employee.text()).contains("for Erin"));
      await().untilAsserted(() -> assertThat(agent.text()).contains("for the agents", "for Amir"));
      assertThat(employee.text()).doesNotContain("for the agents", "for Amir");
      assertThat(agent.text()).doesNotContain("for Erin");
    }
  }

  @Test
  void aWindowThatReconnectsIsToldWhatItMissed() throws Exception {
    delivered(message("1", TRIAGE, "known", null, null));
    delivered(message("2", TRIAGE, "missed", null, null));

    try (Window agent = new Window("agent", "0.1.0")) {
      await().untilAsserted(() -> assertThat(agent.text()).contains("missed", "id: 0.2.0"));
      assertThat(agent.text()).doesNotContain("known");
    }
  }

  @Test
  void whatAnotherCopyOfTheDeskWritesIsFoundTooByLooking() throws Exception {
    try (Window agent = new Window("agent", "0.0.0")) {
      // both at once, as a copy commits them: who looks in between has seen the change
      jdbc.sql(
              """
              with room as (insert into web_room (id, changes) values ('triage', 1))
              insert into web_message (room, event, kind, reply, posted_at, change)
              values ('triage', 'elsewhere', 'answer',
                '{"kind": "text", "text": "from afar", "keys": [], "actions": []}', now(), 1)
              """)
          .update();

      await().untilAsserted(() -> assertThat(agent.text()).contains("from afar"));
    }
  }

  @Test
  void aWindowEndsWhenItsReaderMaySeeOtherRoomsAndIsToldNothingMoreOfThese() throws Exception {
    Person amir = people.recognise(DemoPerson.AGENT.sender());
    try (Window agent = new Window("agent", "0.0.0")) {
      delivered(message("1", TRIAGE, "still his", null, null));
      await().untilAsserted(() -> assertThat(agent.text()).contains("still his"));

      Actor ada = new Actor(amir.id(), "Ada", "web:desk", "test", Instant.EPOCH);
      assertThat(people.changeRoles(amir.id(), Set.of(), Set.of(Role.AGENT), ada))
          .isInstanceOf(People.RoleOutcome.Changed.class);
      delivered(message("2", TRIAGE, "no longer his", null, null));

      await().untilAsserted(() -> assertThat(agent.ended()).isTrue());
      assertThat(agent.text()).doesNotContain("no longer his");
    }
  }

  @Test
  void aWindowEndsWhereNothingIsSaidTooOnceItsRoomsAreOthers() throws Exception {
    Person mona = people.recognise(DemoPerson.MANAGER.sender());
    try (Window manager = new Window("manager", "0.0")) {
      await().untilAsserted(() -> assertThat(manager.text()).contains("retry"));

      Actor ada = new Actor(mona.id(), "Ada", "web:desk", "test", Instant.EPOCH);
      people.changeRoles(mona.id(), Set.of(Role.AGENT), Set.of(), ada);

      await().untilAsserted(() -> assertThat(manager.ended()).isTrue());
    }
  }

  @Test
  void aClosedWindowHoldsNothing() throws Exception {
    try (Window agent = new Window("agent", "0.0.0")) {
      await().untilAsserted(() -> assertThat(agent.text()).contains("retry"));
      assertThat(live.open()).isPositive();
    }
    noWindowIsLeft();
  }

  @Test
  void moreWindowsAtOnceThanAreServedAreAskedToComeBackAndNoneFails() {
    List<CompletableFuture<HttpResponse<InputStream>>> opening =
        Stream.generate(
                () ->
                    CLIENT.sendAsync(
                        HttpRequest.newBuilder(at("/chat/employee/live?seen=0.0")).build(),
                        BodyHandlers.ofInputStream()))
            .limit(LiveStream.WINDOWS + 30)
            .toList();
    List<HttpResponse<InputStream>> answers =
        opening.stream().map(CompletableFuture::join).toList();
    try {
      assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 503);
      assertThat(answers)
          .filteredOn(answer -> answer.statusCode() == 503)
          .allSatisfy(answer -> assertThat(answer.headers().firstValue("Retry-After")).isPresent());
    } finally {
      for (HttpResponse<InputStream> answer : answers) {
        assertThatCode(() -> answer.body().close()).doesNotThrowAnyException();
      }
    }
    noWindowIsLeft();
  }

  /** Whoever it was that had one, in this test or an earlier one. */
  private void noWindowIsLeft() {
    int[] words = {0};
    await()
        .untilAsserted(
            () -> {
              // a closed connection is noticed by writing to it
              for (DemoPerson person : DemoPerson.values()) {
                Address room = new Address.Person("web", person.userId());
                delivered(message("w" + words[0]++, room, "anyone?", null, null));
              }
              assertThat(live.open()).isZero();
            });
  }

  private ChatPlatform web() {
    return platforms.values().iterator().next();
  }

  private MessageRef delivered(Outbound message) {
    return ((Delivery.Delivered) web().deliver(message)).message();
  }

  private static Outbound message(
      String id, Address to, String text, @Nullable MessageRef edits, @Nullable MessageRef under) {
    return new Outbound(id, to, new Reply.Text(text), edits, under);
  }

  private int rows() {
    return jdbc.sql("select count(*) from web_message").query(Integer.class).single();
  }

  /** What a browser window gets to hear. */
  private final class Window implements AutoCloseable {
    private final InputStream stream;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AtomicBoolean ended = new AtomicBoolean();

    Window(String who, String seen) throws Exception {
      HttpResponse<InputStream> response =
          CLIENT.send(
              HttpRequest.newBuilder(at("/chat/" + who + "/live?seen=" + seen)).build(),
              BodyHandlers.ofInputStream());
      assertThat(response.headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
      stream = response.body();
      Thread.ofVirtual().start(this::read);
    }

    private void read() {
      Scanner scanner = new Scanner(stream, StandardCharsets.UTF_8);
      while (scanner.hasNextLine()) {
        lines.add(scanner.nextLine());
      }
      ended.set(true);
    }

    boolean ended() {
      return ended.get();
    }

    String text() {
      return String.join("\n", lines);
    }

    @Override
    public void close() throws Exception {
      stream.close();
    }
  }
}
