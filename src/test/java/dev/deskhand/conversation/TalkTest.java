package dev.deskhand.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.Attachment;
import dev.deskhand.chat.ChatPlatform;
import dev.deskhand.chat.OpenTicketThreads;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Sender;
import dev.deskhand.chat.Utterance;
import dev.deskhand.conversation.threads.ThreadMessages;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.OnRecord;
import dev.deskhand.testing.QueryCount;
import dev.deskhand.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** What is said in threads, as any platform that has them passes it on. */
@DeskhandTest
@Import(TalkTest.Threaded.class)
@TestPropertySource(
    properties = {
      "DESKHAND_TRIAGE_CHANNELS=talk:T1",
      "DESKHAND_ADMINS=talk:adele",
      "deskhand.notifications.deliver=false"
    })
class TalkTest {

  private static final Place TRIAGE = new Place("talk", "T1", "card-1", false);
  private static final Place OFFICE = new Place("talk", "C1", "m-1", false);
  private static final Place RITAS = new Place("talk", "D-rita", "own-1", true);

  @TestConfiguration(proxyBeanMethods = false)
  static class Threaded {
    @Bean
    ChatPlatform talkPlatform() {
      return new ChatPlatform() {
        @Override
        public String name() {
          return "talk";
        }

        @Override
        public boolean hasThreads() {
          return true;
        }

        @Override
        public Delivery deliver(Outbound message) {
          return new Delivery.Retry(null, "nothing is delivered here");
        }
      };
    }
  }

  private final Conversation desk;
  private final JdbcClient jdbc;
  private final QueryCount count;
  private final SettableClock clock;
  private final ThreadMessages heard;

  @Autowired
  TalkTest(
      Conversation desk,
      JdbcClient jdbc,
      QueryCount count,
      SettableClock clock,
      ThreadMessages heard) {
    this.desk = desk;
    this.jdbc = jdbc;
    this.count = count;
    this.clock = clock;
    this.heard = heard;
  }

  @BeforeEach
  void people() {
    said("anton", OFFICE, "whoami", true);
    said("adele", OFFICE, "role @anton +agent", true);
  }

  @Test
  void aThreadThatIsNoTicketsCostsOneReadAndLeavesNoTrace() {
    int events = count("select count(*) from inbound_event");
    count.reset();
    overheard("rita", OFFICE, "m-7", "just talking");
    assertThat(count.statements()).as(count.toString()).hasSize(1);
    count.reset();
    amended("rita", OFFICE, "m-7", "still talking");
    assertThat(count.statements()).as(count.toString()).hasSize(1);
    assertThat(count("select count(*) from inbound_event")).isEqualTo(events);
    assertThat(count("select count(*) from identity where user_id = 'rita'")).isZero();
  }

  @Test
  void theNewestOpenIncidentOfAThreadHasTheTalk() {
    report("rita", OFFICE, "the lift is stuck");
    report("rita", OFFICE, "the stairs are slippery");
    overheard("rita", OFFICE, "m-2", "very slippery");
    said("anton", TRIAGE, "resolve INC-2 dried them", true);
    said("anton", TRIAGE, "close INC-2", true);
    overheard("rita", OFFICE, "m-3", "and I am in the lift");

    assertThat(history(2)).contains("reply:very slippery");
    assertThat(history(1)).contains("reply:and I am in the lift");
  }

  @Test
  void whatIsWrittenWhereAMergedOneWasTalkedAboutGoesToTheOther() {
    Place there = new Place("talk", "C1", "m-9", false);
    report("rita", OFFICE, "the lift is stuck");
    report("rita", there, "the lift squeaks");
    overheard("rita", there, "m-10", "it squeaked");
    said("anton", TRIAGE, "merge INC-2 into INC-1", true);

    overheard("rita", there, "m-11", "it fell");
    amended("rita", there, "m-11", "it fell down");
    amended("rita", there, "m-10", "it squeaked loudly");
    overheard("erik", there, "m-12", "none of my business");

    assertThat(history(1))
        .containsExactly(
            "report:the lift is stuck", "absorb:INC-2", "reply:it fell", "amend:it fell down");
    assertThat(history(2))
        .as("what was said before stays where it was said")
        .containsExactly(
            "report:the lift squeaks",
            "reply:it squeaked",
            "merge:INC-1",
            "amend:it squeaked loudly");
    assertThat(told(there))
        .containsOnlyOnce("INC-2 was merged into INC-1; this was taken in there.");
  }

  @Test
  void whatWasSaidWhereAMergedOneWasTalkedAboutCanBeLookedForAgain(
      @Autowired OpenTicketThreads open) {
    Place there = new Place("talk", "C1", "m-9", false);
    report("rita", OFFICE, "the lift is stuck");
    report("rita", there, "the lift squeaks");
    overheard("rita", there, "m-10", "it squeaked");
    said("anton", TRIAGE, "merge INC-2 into INC-1", true);
    overheard("rita", there, "m-11", "it fell");
    overheard("rita", OFFICE, "m-12", "it moves");

    assertThat(open.taken(there, "m-1")).containsExactly("m-10", "m-11");
    assertThat(open.taken(OFFICE, "m-1")).containsExactly("m-12");
  }

  @Test
  void whatIsWrittenDirectlyNeverComesToAThreadThatOthersReadByAMerge() {
    Place elsewhere = new Place("talk", "C2", "m-9", false);
    report("rita", OFFICE, "the lift is stuck");
    report("rita", new Place("talk", "D-rita", null, true), "I am the one who broke it");
    report("rita", elsewhere, "the lift smells");

    assertThat(asked("anton", "merge INC-2 into INC-1"))
        .contains("others read", "merge INC-1 into INC-2", "relate INC-2 INC-1");
    assertThat(asked("anton", "merge INC-3 into INC-1"))
        .contains("others read", "relate INC-3 INC-1")
        .doesNotContain("other way round");
    assertThat(asked("anton", "merge INC-2 into INC-3")).contains("others read");
    assertThat(history(1)).containsExactly("report:the lift is stuck");

    assertThat(asked("anton", "merge INC-1 into INC-2")).contains("INC-1 is merged into INC-2");
    overheard("rita", OFFICE, "m-11", "it moves");
    assertThat(history(2)).contains("reply:it moves");
    said("anton", TRIAGE, "reply INC-2 nobody need know", true);
    assertThat(told(OFFICE)).doesNotContain("nobody need know");
    assertThat(directly("rita")).containsOnlyOnce("nobody need know");
  }

  @Test
  void whereBothWereReportedNobodyIsToldAtEachWordThatTheOneWasMerged() {
    report("rita", OFFICE, "the lift is stuck");
    report("rita", OFFICE, "the lift squeaks");
    said("anton", TRIAGE, "merge INC-2 into INC-1", true);
    overheard("rita", OFFICE, "m-11", "it fell");
    assertThat(history(1)).contains("reply:it fell");
    assertThat(told(OFFICE)).doesNotContain("this was taken in there");
  }

  @Test
  void whereOthersReadNoKeyIsNamedOfWhatIsFollowedDirectly() {
    report("rita", OFFICE, "the lift is stuck");
    report("rita", new Place("talk", "D-rita", null, true), "I am the one who broke it");
    report("rita", new Place("talk", "C1", "m-9", false), "the lift squeaks");
    said("anton", TRIAGE, "relate INC-1 INC-2", true);
    assertThat(told(OFFICE)).contains("related to another incident").doesNotContain("INC-2");
    assertThat(directly("rita")).contains("related to INC-1");
    said("anton", TRIAGE, "relate INC-1 INC-3", true);
    assertThat(told(OFFICE)).as("in one channel").contains("related to INC-3");
  }

  @Test
  void whereAMergedOneWasTalkedAboutIsReadAgainAsLongAsTheOtherIsOpen(
      @Autowired OpenTicketThreads open) {
    Place there = new Place("talk", "C1", "m-9", false);
    report("rita", OFFICE, "the lift is stuck");
    report("rita", there, "the lift squeaks");
    said("anton", TRIAGE, "merge INC-2 into INC-1", true);
    jdbc.sql("update posted_card set channel = 'C1', message = 'm-card'").update();
    assertThat(open.open("talk", 10)).contains(there, OFFICE);
    said("anton", TRIAGE, "resolve INC-1 oiled it", true);
    assertThat(open.open("talk", 10)).doesNotContain(there, OFFICE);
  }

  @Test
  void onlyAgentsTakePartAmongAgentsAndOnlyWithThePrefixTheySpeakToTheRequester() {
    report("rita", OFFICE, "the lift is stuck");
    cardAt("talk:T1", "T1", "card-1");
    overheard("erik", TRIAGE, "m-2", ">> I am no agent");
    overheard("rita", TRIAGE, "m-3", ">> nor am I");
    overheard("anton", TRIAGE, "m-4", "check >> the motor");
    overheard("anton", TRIAGE, "m-5", ">>");
    overheard("anton", TRIAGE, "m-6", ">>it moves again");

    assertThat(history(1))
        .containsExactly(
            "report:the lift is stuck", "note:check >> the motor", "reply:it moves again");
    assertThat(OnRecord.refusals(jdbc)).isZero();
    assertThat(told(OFFICE)).contains("it moves again").doesNotContain("motor");
    assertThat(told(TRIAGE)).contains("Write what the requester is to read after >>");
  }

  @Test
  void whatTheRequesterWritesWhenTheyAreWaitedForMovesItOn() {
    said("rita", new Place("talk", "D-rita", null, true), "report the lift is stuck", false);
    cardAt("talk:@rita", "D-rita", "own-1");
    said("anton", TRIAGE, "wait INC-1 requester which floor?", true);
    overheard("rita", RITAS, "m-2", "the third", new Attachment("lift.png", "https://f/1"));

    assertThat(history(1)).contains("reply:the third\nlift.png: https://f/1");
    assertThat(jdbc.sql("select state from incident").query(String.class).single())
        .isEqualTo("IN_PROGRESS");
  }

  @Test
  void anEditOfSomebodyElsesMessageOrWithTheSameWordsChangesNothing() {
    report("rita", OFFICE, "the lift is stuck");
    overheard("rita", OFFICE, "m-2", "help");
    int before = history(1).size();
    amended("rita", OFFICE, "m-2", "help");
    amended("erik", OFFICE, "m-2", "never mind");
    withdrawn("erik", OFFICE, "m-2");
    assertThat(history(1)).hasSize(before);
    withdrawn("rita", OFFICE, "m-2");
    withdrawn("rita", OFFICE, "m-2");
    assertThat(history(1))
        .hasSize(before + 1)
        .last()
        .isEqualTo("withdraw:the message of 2 March 2026 at 09:00 UTC");
  }

  @Test
  void wordsOverTheLimitAreCutAndTheirFilesKept() {
    report("rita", OFFICE, "the lift is stuck");
    overheard("rita", OFFICE, "m-2", "😀".repeat(10_000), new Attachment("log.txt", "https://f/2"));
    String last = history(1).getLast();
    assertThat(last).endsWith("…\nlog.txt: https://f/2");
    assertThat(last.codePointCount(0, last.length())).isEqualTo(10_000 + "reply:".length());
  }

  @Test
  void mentionsReadAsNames() {
    report("rita", OFFICE, "the lift is stuck");
    Origin origin = origin("rita", OFFICE);
    Origin naming =
        new Origin(
            origin.eventId(),
            origin.sender(),
            origin.place(),
            origin.at(),
            origin.answering(),
            List.of(new Sender("talk", "anton", "Anton Agent")));
    take(
        new Utterance.ThreadMessage(naming, "m-2", "@anton can you? (@antonia cannot)", List.of()));
    assertThat(history(1)).contains("reply:@Anton Agent can you? (@antonia cannot)");
  }

  @Test
  void whichMessageBecameWhatIsForgottenInTime() {
    report("rita", OFFICE, "the lift is stuck");
    overheard("rita", OFFICE, "m-2", "help");
    assertThat(heard.forgetBefore(clock.instant())).isZero();
    assertThat(heard.forgetBefore(clock.instant().plusSeconds(1))).isEqualTo(1);
    amended("rita", OFFICE, "m-2", "never mind");
    assertThat(history(1)).hasSize(2);
  }

  private void report(String who, Place place, String what) {
    said(who, place, "report " + what, false);
  }

  private void said(String who, Place place, String words, boolean command) {
    take(new Utterance.Said(origin(who, place), words, command));
  }

  private void overheard(
      String who, Place place, String message, String words, Attachment... files) {
    take(new Utterance.ThreadMessage(origin(who, place), message, words, List.of(files)));
  }

  private void amended(String who, Place place, String message, String words) {
    take(new Utterance.MessageEdited(origin(who, place), message, words));
  }

  private void withdrawn(String who, Place place, String message) {
    take(new Utterance.MessageDeleted(origin(who, place), message));
  }

  private void take(Utterance utterance) {
    List<Reply> replies = desk.handle(utterance.origin(), desk.read(utterance));
    assertThat(replies).isEmpty();
  }

  @Test
  void whatIsWrittenStandsWhereItWasWrittenHoweverLateItArrives() {
    report("rita", OFFICE, "the lift is stuck");
    clock.advance(Duration.ofHours(5));
    said("anton", TRIAGE, "take INC-1", true);
    Instant now = clock.instant();
    writtenAt(now.minusSeconds(1), "third");
    writtenAt(now.minusSeconds(30), "first");
    writtenAt(now.minusSeconds(1).minusNanos(1_000), "second");
    writtenAt(now, "fourth");
    writtenAt(now.minus(Duration.ofHours(4)), "long before");

    String shown = shown("show INC-1");

    assertThat(shown)
        .containsSubsequence(
            "the lift is stuck", "long before", "first", "second", "third", "fourth");
    assertThat(shown).containsSubsequence("long before", "took it", "fourth");
  }

  @Test
  void aLateAnswerDoesNotTurnTheOrderOfWhatChangedTheTicketRound() {
    report("rita", OFFICE, "the lift is stuck");
    clock.advance(Duration.ofMinutes(10));
    said("anton", TRIAGE, "wait INC-1 requester which lift?", true);
    writtenAt(clock.instant().minusSeconds(20), "the left one");

    assertThat(shown("show INC-1")).containsSubsequence("which lift?", "the left one");
    clock.advance(Duration.ofMinutes(1));
    said("anton", TRIAGE, "resolve INC-1 pulled it out", true);
    said("adele", OFFICE, "role @adele +manager", true);
    assertThat(asked("adele", "metrics 7d")).contains("Resolved: 1", "Backlog at the end: 0");
  }

  private void writtenAt(Instant at, String words) {
    Origin now = origin("rita", OFFICE);
    Origin then =
        new Origin(now.eventId(), now.sender(), now.place(), at, Origin.ReplyRoute.POSTED);
    take(new Utterance.ThreadMessage(then, "m-" + UUID.randomUUID(), words, List.of()));
  }

  private String shown(String words) {
    return asked("anton", words);
  }

  private String asked(String who, String words) {
    Origin posted = origin(who, TRIAGE);
    Origin origin =
        new Origin(
            posted.eventId(),
            posted.sender(),
            posted.place(),
            clock.instant(),
            Origin.ReplyRoute.IN_PLACE);
    Utterance said = new Utterance.Said(origin, words, true);
    return desk.handle(origin, desk.read(said)).getFirst().plainText();
  }

  private Origin origin(String who, Place place) {
    return new Origin(
        "talk-" + UUID.randomUUID(),
        new Sender("talk", who, who),
        place,
        clock.instant(),
        Origin.ReplyRoute.POSTED);
  }

  /** As if the card of the first incident had been delivered. */
  private void cardAt(String conversation, String channel, String message) {
    assertThat(
            jdbc.sql(
                    """
                    update posted_card set channel = ?, message = ?
                    where subject = 'INC-1' and conversation = ?
                    """)
                .params(channel, message, conversation)
                .update())
        .isEqualTo(1);
  }

  private List<String> history(long incident) {
    return OnRecord.of(jdbc, "INC", incident);
  }

  private String told(Place place) {
    return told(place.address().conversation());
  }

  private String directly(String person) {
    return told("talk:@" + person);
  }

  private String told(String conversation) {
    return String.join(
        "\n",
        jdbc.sql("select payload::text from outbox where conversation = ? order by id")
            .param(conversation)
            .query((row, number) -> row.getString(1))
            .list());
  }

  private int count(String sql) {
    return jdbc.sql(sql).query(Integer.class).single();
  }
}
