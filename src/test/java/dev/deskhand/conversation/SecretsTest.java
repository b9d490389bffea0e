package dev.deskhand.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Sender;
import dev.deskhand.language.Command;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.SettableClock;
import dev.deskhand.testing.Spoken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What agents say among themselves of somebody's ticket, asked for by that person, in every way.
 */
@DeskhandTest
class SecretsTest {

  private static final String ROLES =
      """
      employee, ''
      agent, ''
      manager, ''
      admin, ''
      employee, +agent
      manager, +agent
      admin, +agent
      agent, +admin
      employee, +agent +manager +admin
      """;

  @Autowired Conversation desk;
  @Autowired Suggestions suggestions;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;

  @Value("${local.server.port}")
  int port;

  Speaker admin;
  Speaker colleague;

  @BeforeEach
  void people() {
    admin = new Speaker(desk, clock, "admin");
    // somebody else, whoever the requester is
    colleague = new Speaker(desk, clock, "colleague");
    colleague.asks("whoami");
    admin.asks("role @colleague +agent");
  }

  @ParameterizedTest
  @CsvSource(textBlock = ROLES)
  void noWayLeadsToInternalWordsOfOnesOwnTicket(String who, String more) {
    Speaker requester = withRoles(who, more);
    String key = requester.opens("report the scanner is broken");
    saysInternally(key);
    noneOfTheWaysTellsOf(requester, key);
  }

  @ParameterizedTest
  @CsvSource(textBlock = ROLES)
  void noWayLeadsToThemForWhomItIsReportedFor(String who, String more) {
    Speaker requester = withRoles(who, more);
    String key = colleague.opens("report the scanner is broken for:@" + who);
    saysInternally(key);
    noneOfTheWaysTellsOf(requester, key);
  }

  @Test
  void colleaguesAndOtherAdminsReadThem() {
    String key = new Speaker(desk, clock, "employee").opens("report the scanner is broken");
    saysInternally(key);
    assertThat(text(colleague.asks("show " + key))).contains("quollnote");
    assertThat(text(colleague.asks("files " + key))).contains("quollfile");
    assertThat(text(admin.asks("audit " + key))).contains("quollnote");
  }

  @Test
  void theRecordOfOnesOwnTicketSaysThatSomethingWasSaidAndNotWhat() {
    String key = admin.opens("report the scanner is broken");
    saysInternally(key);
    assertThat(text(admin.asks("audit " + key)))
        .contains("colleague: note", "(internal, not for its requester)", "Ada: report")
        .doesNotContain("quoll");
  }

  private Speaker withRoles(String who, String more) {
    Speaker requester = new Speaker(desk, clock, who);
    requester.asks("whoami");
    if (!more.isEmpty()) {
      admin.asks("role @" + who + " " + more);
    }
    return requester;
  }

  private void saysInternally(String key) {
    colleague.asks("note " + key + " quollnote is the cause");
    jdbc.sql(
            """
            insert into ticket_file
              (subject, internal, name, url, platform, person_id, sent_by, sent_at)
            select ?, true, 'quollfile.txt', 'https://files.example/quollurl', 'web', id, name, now()
            from person where name = 'colleague'
            """)
        .param(key)
        .update();
    // nowhere to be delivered, so that an admin finds the card with its history there
    colleague.posting().hears("show " + key);
    await().until(() -> text(admin.asks("undelivered list")).contains(key));
  }

  private void noneOfTheWaysTellsOf(Speaker requester, String key) {
    Stream.of(
            "show KEY",
            "show KEY page:2",
            "files KEY",
            "files KEY page:2",
            "audit KEY",
            "audit KEY page:2",
            "audit",
            "my",
            "queue",
            "queue mine",
            "tickets @colleague",
            "tickets @" + requester.userId(),
            "undelivered list",
            "summary 7d",
            "metrics 7d",
            "status",
            "take KEY",
            "priority KEY impact:high",
            "reply KEY a word",
            "resolve KEY",
            "resolve KEY it works",
            "reopen KEY it does not",
            "cancel KEY",
            "attach KEY to KEY")
        .map(words -> words.replace("KEY", key))
        .forEach(
            words -> {
              requester
                  .hears(words)
                  .forEach(reply -> assertThat(reply.toString()).as(words).doesNotContain("quoll"));
              assertThat(overHttp(requester.userId(), words)).as(words).doesNotContain("quoll");
            });
    assertThat(requester.looks(new Command.Home(null, true)).toString()).doesNotContain("quoll");
    for (String typed : List.of("", "quoll", "quollnote", key)) {
      Sender sender = new Sender("web", requester.userId(), requester.userId());
      for (CommandSpec command : Spoken.REGISTRY.all()) {
        for (Param param : command.params()) {
          assertThat(suggestions.suggest(sender, param, typed).toString()).doesNotContain("quoll");
        }
      }
    }
  }

  private String overHttp(String who, String words) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/chat"))
                  .header("Authorization", "Bearer demo-" + who)
                  .POST(BodyPublishers.ofString("{\"text\": \"" + words + "\"}"))
                  .build(),
              BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String text(Reply reply) {
    return reply.plainText();
  }
}
