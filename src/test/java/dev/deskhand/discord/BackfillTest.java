package dev.deskhand.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform.Delivery;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.chat.Reply;
import dev.deskhand.discord.standin.DiscordError;
import dev.deskhand.discord.standin.DiscordPerson;
import dev.deskhand.discord.standin.DiscordStandIn;
import dev.deskhand.discord.standin.Fault;
import dev.deskhand.discord.standin.StandInChannel;
import dev.deskhand.language.Command;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is written while the desk is away is read when it is back: once, in order. */
@Execution(ExecutionMode.CONCURRENT)
class BackfillTest {

  private static final String HISTORY = "/channels/{channel_id}/messages";

  private final SharedLock locks = new SharedLock();
  private final KnownPlaces places = new KnownPlaces();
  private final DiscordStandIn discord = DiscordStandIn.start();
  private DiscordPerson ada;

  @BeforeEach
  void someoneWhoHasTalkedToTheDesk() {
    ada = discord.member("42", "Ada");
    try (Desk desk = copy().ready()) {
      discord.awaitCommand("desk");
      ada.directMessage("words before");
      await().until(() -> heard(desk).equals(List.of("words before")));
      await().until(() -> places.listenedUntil("discord").isPresent());
    }
  }

  @AfterEach
  void end() {
    assertThat(discord.complaints()).isEmpty();
    discord.close();
  }

  @Test
  void directMessagesWrittenWhileNoDeskRanAreTakenInOnceAndInOrder() {
    List<String> written = write(250);
    try (Desk desk = copy().ready()) {
      ada.directMessage("words after");
      await().until(() -> heard(desk).contains("words after"));

      assertThat(heard(desk)).startsWith(written.toArray(String[]::new)).hasSize(251);
    }
    try (Desk desk = copy().ready()) {
      ada.directMessage("words at last");
      await().until(() -> heard(desk).contains("words at last"));
      assertThat(heard(desk)).containsExactly("words at last");
    }
  }

  @Test
  void aSessionThatCannotBeResumedMissesNothing() {
    try (Desk desk = copy().ready()) {
      discord.gateway().refuseResumes(true);
      discord.gateway().refuseConnections(true);
      discord.gateway().dropSockets();
      await().until(() -> !discord.gateway().connected());
      List<String> written = write(10);
      discord.gateway().refuseConnections(false);

      await().until(() -> heard(desk).size() == 10);
      assertThat(heard(desk)).isEqualTo(written);
      assertThat(discord.gateway().resumes()).isZero();
    }
  }

  @Test
  void whatAPersonAnswersToTheDesksFirstWordsIsReadToo() {
    DiscordPerson ben = discord.member("43", "Ben");
    try (Desk desk = copy().ready()) {
      desk.platform.deliver(
          new Outbound(
              "1", new Address.Person("discord", "43"), new Reply.Text("Hello"), null, null));
    }
    ben.directMessage("words of Ben");
    try (Desk desk = copy().ready()) {
      await().until(() -> heard(desk).equals(List.of("words of Ben")));
    }
  }

  @Test
  void whatIsSaidToTheDeskInAThreadThatItMadeIsReadOnce() {
    StandInChannel thread;
    try (Desk desk = copy().ready()) {
      MessageRef card = posted(desk, "card", null);
      posted(desk, "news", card);
      thread = discord.general().threads().getFirst();
    }
    ada.message(thread, "words to others");
    ada.mention(thread, "words in a thread");
    try (Desk desk = copy().ready()) {
      await().until(() -> heard(desk).equals(List.of("words in a thread")));
      assertThat(desk.origins.getLast().place().thread()).isEqualTo(thread.id());
      await().until(() -> places.in(desk.origins.getLast().place()).isPresent());
    }
    try (Desk desk = copy().ready()) {
      ada.directMessage("words at last");
      await().until(() -> heard(desk).equals(List.of("words at last")));
    }
  }

  @Test
  void aHistoryThatDiscordFailsToTellIsAskedForAgain() {
    List<String> written = write(3);
    discord.faults().next(2, "GET", HISTORY, new Fault.ServerError(500));
    try (Desk desk = copy().ready()) {
      ada.directMessage("words after");
      await().until(() -> heard(desk).size() == 4);

      assertThat(heard(desk)).startsWith(written.toArray(String[]::new)).endsWith("words after");
      assertThat(discord.requests("GET", HISTORY)).hasSizeGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void aPlaceThatIsGoneIsAskedForOnce() {
    write(1);
    discord.faults().next(5, "GET", HISTORY, new Fault.Refused(DiscordError.MISSING_ACCESS));
    try (Desk desk = copy().ready()) {
      ada.directMessage("words after");
      await().until(() -> heard(desk).equals(List.of("words after")));

      assertThat(discord.requests("GET", HISTORY)).hasSize(1);
    }
  }

  @Test
  void aDeskThatHearsNothingNewReadsNothing() {
    places.listening("discord", Instant.now());
    try (Desk desk = copy().ready()) {
      ada.slash("desk", "whoami").awaitMessage();
      assertThat(heard(desk)).isEmpty();
    }
    assertThat(discord.requests("GET", HISTORY)).isEmpty();
  }

  @Test
  void anEditedMessageIsReadAsItsLastWords() {
    var message = ada.directMessage("words with a mistaek");
    ada.edit(message, "words without mistake");
    try (Desk desk = copy().ready()) {
      await().until(() -> heard(desk).equals(List.of("words without mistake")));
    }
  }

  private MessageRef posted(Desk desk, String words, @Nullable MessageRef under) {
    Delivery delivery =
        desk.platform.deliver(
            new Outbound(
                words,
                new Address.Channel("discord", discord.general().id()),
                new Reply.Text(words),
                null,
                under));
    assertThat(delivery).isInstanceOf(Delivery.Delivered.class);
    return ((Delivery.Delivered) delivery).message();
  }

  private List<String> write(int many) {
    List<String> written = IntStream.range(0, many).mapToObj(n -> "words " + n).toList();
    written.forEach(ada::directMessage);
    return written;
  }

  private static List<String> heard(Desk desk) {
    return desk.commands.stream()
        .filter(Command.FreeText.class::isInstance)
        .map(command -> ((Command.FreeText) command).text())
        .toList();
  }

  private Desk copy() {
    return new Desk(discord, discord.token(), "", locks, places);
  }
}
