package dev.deskhand.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.deskhand.cards.CardReader;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform.Delivery;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.chat.Reply;
import dev.deskhand.notifications.outbox.DeadLetters;
import dev.deskhand.notifications.outbox.OutboxDraft;
import dev.deskhand.notifications.outbox.OutboxMessage;
import dev.deskhand.notifications.outbox.OutboxMetrics;
import dev.deskhand.notifications.outbox.PostedCards;
import dev.deskhand.notifications.outbox.Undeliverable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.health.contributor.Status;

/** What becomes of the messages of one conversation, step by step. */
@Execution(ExecutionMode.CONCURRENT)
class DelivererTest {

  private static final Address.Channel TRIAGE = new Address.Channel("slack", "C1");
  private static final Address.Person SAM = new Address.Person("slack", "U1");

  private final ScriptedPlatform slack = new ScriptedPlatform("slack");
  private final Desk desk = new Desk(slack);

  @AfterEach
  void close() {
    assertThat(slack.broken).isEmpty();
    desk.close();
  }

  @Test
  void messagesArriveInTheOrderInWhichTheyWereWritten() {
    for (int i = 0; i < 10; i++) {
      desk.post(SAM, "a" + i, "b" + i);
      desk.post(TRIAGE, "other " + i);
    }

    desk.drain(SAM);

    assertThat(slack.texts())
        .containsExactly(
            "a0", "b0", "a1", "b1", "a2", "b2", "a3", "b3", "a4", "b4", "a5", "b5", "a6", "b6",
            "a7", "b7", "a8", "b8", "a9", "b9");
    assertThat(desk.count("DELIVERED")).isEqualTo(20);
    assertThat(desk.count("PENDING")).isEqualTo(10);
  }

  @Test
  void whatWasNotCommittedIsNotSaid() {
    desk.transaction.executeWithoutResult(
        status -> {
          desk.outbox.post(SAM, List.of(new Reply.Text("never")));
          status.setRollbackOnly();
        });

    desk.drain(SAM);

    assertThat(slack.attempts).isEmpty();
  }

  @Test
  void allThatATransactionSaysIsWrittenWithOneStatement() {
    desk.count.reset();

    desk.transaction.executeWithoutResult(
        status -> {
          desk.writer.write(List.of(card("v1")), "c-1");
          desk.outbox.post(SAM, List.of(new Reply.Text("done"), new Reply.Text("and more")));
        });

    assertThat(desk.count.statements()).as(desk.count.toString()).hasSize(1);
    assertThat(desk.count.commits()).isEqualTo(1);
    assertThat(desk.count("PENDING")).isEqualTo(3);
  }

  @Test
  void aMessageCostsOneTransactionToClaimItAndOneStatementToWriteDownWhatBecameOfIt() {
    desk.post(SAM, "hello");
    desk.count.reset();

    desk.drain(SAM);

    assertThat(slack.texts()).containsExactly("hello");
    assertThat(desk.count.commits()).as(desk.count.toString()).isEqualTo(1);
    assertThat(desk.count.statements()).hasSize(3);
  }

  @Test
  void retryAfterIsObeyedToTheSecondAndHoldsTheConversation() {
    slack.next(message -> new Delivery.Retry(Duration.ofSeconds(30), "ratelimited"));
    desk.post(SAM, "first", "second");

    assertThat(desk.drain(SAM)).isEqualTo(Duration.ofSeconds(30));
    desk.clock.advance(Duration.ofSeconds(29));
    assertThat(desk.drain(SAM)).isEqualTo(Duration.ofSeconds(1));
    assertThat(slack.attempts).hasSize(1);

    desk.clock.advance(Duration.ofSeconds(1));
    desk.drain(SAM);

    assertThat(slack.texts()).containsExactly("first", "second");
    assertThat(slack.attempts.get(0).id()).isEqualTo(slack.attempts.get(1).id());
  }

  @Test
  void aWaitForThePaceIsNoAttempt() {
    slack.always(message -> new Delivery.RateLimited(Duration.ofSeconds(2), "pace"));
    desk.post(SAM, "first");
    for (int i = 0; i < 10; i++) {
      assertThat(desk.drain(SAM)).isEqualTo(Duration.ofSeconds(2));
      desk.clock.advance(Duration.ofSeconds(2));
    }
    assertThat(slack.attempts).hasSize(10).noneMatch(Outbound::again);

    slack.always(message -> new Delivery.Retry(null, "503"));

    // the wait after a first failure, not after an eleventh
    assertThat(desk.drain(SAM)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void whoeverComesAfterACrashInAnAttemptIsTold() {
    slack.next(
        message -> {
          // as the process dies here, nobody writes down what became of it
          throw new DyingProcess();
        });
    desk.post(SAM, "first");
    assertThatThrownBy(() -> desk.drain(SAM)).isInstanceOf(DyingProcess.class);
    Instant written = desk.clock.instant();
    desk.clock.advance(Duration.ofMinutes(3));

    desk.drain(SAM);

    assertThat(slack.attempts).hasSize(2);
    assertThat(slack.attempts.getFirst().again()).isFalse();
    assertThat(slack.attempts.getLast().triedSince())
        .isCloseTo(written, within(1, ChronoUnit.MILLIS));
  }

  private static final class DyingProcess extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void whatIsRetriedAfterItWasSetAsideMayHaveBeenTriedBefore() {
    slack.next(message -> new Delivery.Retry(null, "no answer"));
    slack.next(message -> new Delivery.Rejected("is_archived"));
    desk.post(TRIAGE, "one");
    desk.clock.advance(desk.drain(TRIAGE));
    desk.drain(TRIAGE);
    assertThat(desk.told).extracting(Undeliverable::reason).containsExactly("is_archived");
    Instant first = Objects.requireNonNull(slack.attempts.getLast().triedSince());
    desk.clock.advance(Duration.ofDays(2));

    retry(1);
    desk.drain(TRIAGE);

    assertThat(slack.attempts.getLast().triedSince()).isEqualTo(first);
  }

  @Test
  void whileThePlatformFailsWaitsDoubleUpToHalfAMinuteAndNoNumberOfThemDropsAMessage() {
    slack.always(message -> new Delivery.Retry(null, "503"));
    // for a quarter of an hour somebody finds out every two seconds whether it is well
    List<Duration> waits = waits(600);

    assertThat(waits.subList(3, 400))
        .allSatisfy(wait -> assertThat(wait).isLessThan(Duration.ofMillis(2_500)));
    assertThat(waits.getLast()).isBetween(Duration.ofSeconds(22), Duration.ofSeconds(30));
    slack.always(slack::accept);
    desk.drain(SAM);
    assertThat(slack.texts()).containsExactly("patience");
  }

  @Test
  void ofAllThatWaitForAPlatformOneFindsOutWhetherItIsWell() {
    slack.always(message -> new Delivery.Retry(null, "503"));
    List<Address.Person> people =
        IntStream.range(0, 20).mapToObj(n -> new Address.Person("slack", "U" + n)).toList();
    people.forEach(person -> desk.post(person, "patience"));
    for (int time = 0; time < 8; time++) {
      people.forEach(desk::drain);
      desk.clock.advance(Duration.ofSeconds(30));
    }

    assertThat(people.stream().map(desk::drain).filter(wait -> wait.toMillis() < 2_500)).hasSize(1);
  }

  @Test
  void whileAMessageItselfFailsWaitsDoubleUpToFiveMinutes() {
    slack.always(
        message -> {
          throw new IllegalStateException("a bug");
        });

    List<Duration> waits = waits(20);

    assertThat(waits.get(2)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(5));
    assertThat(waits.getLast()).isBetween(Duration.ofSeconds(225), Duration.ofMinutes(5));
  }

  private List<Duration> waits(int attempts) {
    desk.post(SAM, "patience");
    List<Duration> waits = new ArrayList<>();
    for (int attempt = 0; attempt < attempts; attempt++) {
      waits.add(desk.drain(SAM));
      desk.clock.advance(waits.getLast());
    }
    assertThat(slack.attempts).hasSize(attempts);
    return waits;
  }

  @Test
  void whoReadAMessageBeforeAnotherBeganToSendItLeavesItToThem() {
    desk.post(SAM, "once");
    OutboxMessage read = desk.store.head(SAM.conversation()).orElseThrow();

    assertThat(desk.store.claim(read, "this copy")).isTrue();
    assertThat(desk.store.claim(read, "this copy")).isFalse();
    assertThat(desk.store.claim(read, "another copy")).isFalse();
  }

  @Test
  void aMessageThatAnotherCopyBeganToSendIsLeftAloneUntilTheyMustBeDone() {
    desk.post(SAM, "once");
    desk.store.claim(desk.store.head(SAM.conversation()).orElseThrow(), "another copy");

    assertThat(desk.drain(SAM)).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(20));
    assertThat(slack.attempts).isEmpty();

    desk.clock.advance(Duration.ofSeconds(21));
    desk.drain(SAM);
    assertThat(slack.attempts).singleElement().matches(Outbound::again);
  }

  @Test
  void whoeverWasOvertakenChangesNothingAnyMore() {
    desk.post(SAM, "once");
    OutboxMessage overtaken = desk.store.head(SAM.conversation()).orElseThrow();
    desk.store.claim(overtaken, "this copy");
    OutboxMessage later = desk.store.head(SAM.conversation()).orElseThrow();
    desk.store.claim(later, "another copy");

    assertThat(desk.store.notAttempted(overtaken)).isFalse();
    desk.store.later(overtaken, Duration.ofMinutes(5), true, "503");
    desk.store.paced(overtaken, Duration.ofMinutes(5), false, "pace");
    assertThat(new DeadLetters(desk.jdbc, desk.clock).never(overtaken, "?")).isFalse();

    OutboxMessage now = desk.store.head(SAM.conversation()).orElseThrow();
    assertThat(now.attempts()).isEqualTo(2);
    assertThat(now.notBefore()).isNull();
    assertThat(now.claim()).extracting(OutboxMessage.Claim::by).isEqualTo("another copy");
  }

  @Test
  void whatIsStillBeingSentIsNotSentByASecondThread() {
    desk.post(SAM, "once");
    slack.next(
        message -> {
          assertThat(desk.drain(SAM)).isZero();
          return slack.accept(message);
        });

    desk.drain(SAM);

    assertThat(slack.attempts).hasSize(1);
    assertThat(desk.count("DELIVERED")).isEqualTo(1);
  }

  @Test
  void whoeverIsAskedWhileTheLastMessageIsSentLooksOnceMore() {
    desk.post(SAM, "first");
    slack.next(
        message -> {
          desk.post(SAM, "second");
          desk.drain(SAM);
          return slack.accept(message);
        });

    desk.drain(SAM);

    assertThat(slack.texts()).containsExactly("first", "second");
  }

  @Test
  void aCardThatAnotherHasPostedAnewStaysWhereItIs() {
    PostedCards cards = new PostedCards(desk.jdbc);
    desk.write(card("v1"));
    desk.drain(TRIAGE);
    MessageRef first = new MessageRef("C1", "m1");
    MessageRef anew = new MessageRef("C1", "m9");
    cards.found("INC-1", TRIAGE.conversation(), anew, false);

    cards.forget("INC-1", TRIAGE.conversation(), first);

    assertThat(desk.store.head(TRIAGE.conversation())).isEmpty();
    desk.write(card("v2"));
    assertThat(desk.store.head(TRIAGE.conversation()).orElseThrow().card()).isEqualTo(anew);
  }

  @Test
  void whatAPlatformThrowsIsTriedAgain() {
    slack.next(
        message -> {
          throw new IllegalStateException("a bug");
        });
    desk.post(SAM, "hello");

    Duration pause = desk.drain(SAM);

    assertThat(pause).isPositive();
    desk.clock.advance(pause);
    desk.drain(SAM);
    assertThat(slack.texts()).containsExactly("hello");
  }

  @Test
  void whatCannotBeDeliveredIsSetAsideAndTheNextGoesOut() {
    slack.next(message -> new Delivery.Rejected("channel_not_found"));
    desk.post(TRIAGE, "lost", "next");

    desk.drain(TRIAGE);

    assertThat(slack.texts()).containsExactly("next");
    assertThat(desk.outbox.undelivered(1))
        .singleElement()
        .satisfies(
            lost -> {
              assertThat(lost.to()).isEqualTo("slack:C1");
              assertThat(lost.text()).isEqualTo("lost");
              assertThat(lost.why()).isEqualTo("channel_not_found");
              assertThat(lost.since())
                  .isCloseTo(desk.clock.instant(), within(1, ChronoUnit.MILLIS));
            });
  }

  @Test
  void whatWasSetAsideCanBeRetriedOrGivenUpOnce() {
    slack.always(message -> new Delivery.Rejected("not_in_channel"));
    desk.post(TRIAGE, "one", "two");
    desk.drain(TRIAGE);
    slack.always(slack::accept);

    assertThat(retry(1)).isTrue();
    assertThat(retry(1)).isFalse();
    assertThat(desk.transaction.<Boolean>execute(status -> desk.outbox.discard(2, Desk.ADMIN)))
        .isTrue();
    assertThat(desk.transaction.<Boolean>execute(status -> desk.outbox.discard(2, Desk.ADMIN)))
        .isFalse();
    assertThat(retry(2)).isFalse();
    desk.drain(TRIAGE);

    assertThat(slack.texts()).containsExactly("one");
    assertThat(desk.state(2)).isEqualTo("DISCARDED");
    assertThat(desk.outbox.undelivered(1)).isEmpty();
    assertThat(desk.outbox.undelivered(-7)).isEmpty();
  }

  @Test
  void aCardIsPostedOnceAndThenEditedWhereItStands() {
    desk.write(card("v1"));
    desk.drain(TRIAGE);
    desk.write(card("v2"));
    desk.drain(TRIAGE);

    assertThat(slack.delivered).extracting(Outbound::edits).containsExactly(null, ref("m1"));
    assertThat(slack.texts()).containsExactly("INC-1 v1", "INC-1 v2");
    assertThat(desk.outbox.subjectOf("slack", ref("m1"))).contains("INC-1");
    assertThat(desk.outbox.subjectOf("slack", ref("m2"))).isEmpty();
  }

  @Test
  void editsThatWaitInLineAreOneThatShowsTheLatest() {
    desk.write(card("v1"), under("said"), card("v2"), card("v3"), under("said more"), card("v4"));

    desk.drain(TRIAGE);

    assertThat(slack.texts()).containsExactly("INC-1 v4", "said", "said more");
    assertThat(slack.delivered)
        .extracting(Outbound::under)
        .containsExactly(null, ref("m1"), ref("m1"));
    assertThat(desk.count("SUPERSEDED")).isEqualTo(3);
  }

  @Test
  void theCardsOfTwoTicketsDoNotCollapseIntoOne() {
    desk.tickets.put("INC-2", cardOf("INC-2", "other"));
    desk.write(card("v1"), OutboxDraft.card(TRIAGE, "INC-2", CardReader.AGENT), card("v2"));

    desk.drain(TRIAGE);

    assertThat(slack.texts()).containsExactly("INC-1 v2", "INC-2 other");
  }

  @Test
  void aCardThatIsGoneIsPostedAnew() {
    desk.write(card("v1"));
    desk.drain(TRIAGE);
    slack.next(message -> new Delivery.TargetGone("message_not_found"));
    desk.write(card("v2"), card("v3"));

    desk.drain(TRIAGE);
    desk.write(card("v4"));
    desk.drain(TRIAGE);

    assertThat(slack.delivered).extracting(Outbound::edits).containsExactly(null, null, ref("m2"));
    assertThat(slack.texts()).containsExactly("INC-1 v1", "INC-1 v3", "INC-1 v4");
  }

  /** What was posted may be what the card said at an earlier attempt. */
  @Test
  void aCardThatChangedWhileItsAnswerWasAwaitedShowsWhatIsSoNow() {
    slack.next(
        message -> {
          slack.accept(message);
          return new Delivery.Retry(Duration.ofSeconds(1), "no answer");
        });
    slack.next(message -> new Delivery.Delivered(ref("m1")));
    slack.next(message -> new Delivery.RateLimited(Duration.ofSeconds(2), "pace"));
    desk.write(card("v1"));
    assertThat(desk.drain(TRIAGE)).isEqualTo(Duration.ofSeconds(1));
    desk.write(card("v2"));
    desk.clock.advance(Duration.ofSeconds(1));
    assertThat(desk.drain(TRIAGE)).isEqualTo(Duration.ofSeconds(2));
    desk.clock.advance(Duration.ofSeconds(2));
    desk.drain(TRIAGE);

    assertThat(slack.attempts)
        .extracting(Outbound::edits)
        .containsExactly(null, null, ref("m1"), ref("m1"));
    assertThat(slack.texts()).containsExactly("INC-1 v1", "INC-1 v2");
    assertThat(desk.outbox.subjectOf("slack", ref("m1"))).contains("INC-1");
    assertThat(desk.count("DELIVERED")).isEqualTo(2);
    assertThat(desk.count("SUPERSEDED")).isEqualTo(1);
  }

  @Test
  void aCardThatIsDeletedAfterItWasFoundIsPostedAnew() {
    slack.next(message -> new Delivery.Retry(Duration.ZERO, "no answer"));
    slack.next(message -> new Delivery.Delivered(ref("m7")));
    slack.next(message -> new Delivery.TargetGone("message_not_found"));
    desk.write(card("v1"));
    desk.drain(TRIAGE);
    desk.drain(TRIAGE);

    assertThat(desk.outbox.subjectOf("slack", ref("m1"))).contains("INC-1");
    assertThat(slack.texts()).containsExactly("INC-1 v1");
  }

  @Test
  void aMessageUnderACardThatIsGoneStandsUnderTheCardPostedAnew() {
    desk.write(card("v1"));
    desk.drain(TRIAGE);
    desk.write(card("v2"));
    desk.drain(TRIAGE);
    slack.next(message -> new Delivery.TargetGone("thread_not_found"));
    slack.next(message -> new Delivery.Retry(Duration.ZERO, "slow"));
    desk.write(under("said"), under("and said"));

    desk.drain(TRIAGE);
    desk.write(card("v3"));
    desk.drain(TRIAGE);

    assertThat(slack.texts())
        .containsExactly(
            "INC-1 v1", "INC-1 v2", "INC-1 v2", "said", "and said", "INC-1 v2", "INC-1 v3");
    assertThat(slack.delivered)
        .extracting(Outbound::under)
        .containsExactly(null, null, null, ref("m2"), ref("m2"), null, null);
    assertThat(slack.delivered.getLast().edits()).isEqualTo(ref("m2"));
    assertThat(slack.attempts).extracting(Outbound::id).contains("3-c-1-card");
  }

  @Test
  void aMessageUnderACardOfLongAgoThatIsGoneStandsUnderTheCardPostedAnew() {
    desk.write(card("v1"));
    desk.drain(TRIAGE);
    desk.store.purge(desk.clock.instant().plusSeconds(1), 100);
    slack.next(message -> new Delivery.TargetGone("thread_not_found"));
    desk.write(under("said"));

    desk.drain(TRIAGE);

    assertThat(slack.texts()).containsExactly("INC-1 v1", "INC-1 v1", "said");
    assertThat(slack.delivered).extracting(Outbound::under).containsExactly(null, null, ref("m2"));
  }

  @Test
  void whatIsSaidOfATicketIsSaidThoughItsCardIsNeverTaken() {
    slack.next(message -> new Delivery.Rejected("invalid_blocks"));
    desk.write(card("v1"));
    desk.drain(TRIAGE);
    slack.next(message -> new Delivery.Rejected("invalid_blocks"));
    desk.write(under("said"));

    desk.drain(TRIAGE);

    assertThat(slack.texts()).containsExactly("said");
    assertThat(desk.outbox.undelivered(1)).hasSize(1);
  }

  @Test
  void goneWithoutAnythingToBeGoneIsAnError() {
    slack.next(message -> new Delivery.TargetGone("?"));
    desk.post(SAM, "hello");

    desk.drain(SAM);

    assertThat(desk.count("UNDELIVERABLE")).isEqualTo(1);
  }

  @Test
  void anOldEditThatIsRetriedDoesNotUndoANewerOne() {
    desk.write(card("v1"));
    desk.drain(TRIAGE);
    slack.next(message -> new Delivery.Rejected("msg_too_long"));
    desk.write(card("v2"));
    desk.drain(TRIAGE);
    desk.write(card("v3"));
    desk.drain(TRIAGE);

    retry(2);
    desk.drain(TRIAGE);

    assertThat(slack.texts()).containsExactly("INC-1 v1", "INC-1 v3", "INC-1 v3");
  }

  @Test
  void tenChangesWhileThePlatformIsAwayAreOneEditThatShowsTheLast() {
    desk.write(card("v0"));
    desk.drain(TRIAGE);
    slack.always(message -> new Delivery.Retry(null, "503"));
    for (int change = 1; change <= 10; change++) {
      desk.write(card("v" + change));
      desk.clock.advance(desk.drain(TRIAGE));
    }
    slack.always(slack::accept);

    desk.drain(TRIAGE);

    assertThat(slack.texts()).containsExactly("INC-1 v0", "INC-1 v10");
    assertThat(desk.count("PENDING")).isZero();
  }

  @Test
  void whatChangesWhileACardIsBeingSentIsShownAfterwards() {
    slack.next(
        message -> {
          desk.write(card("v2"));
          return slack.accept(message);
        });
    desk.write(card("v1"));

    desk.drain(TRIAGE);

    assertThat(slack.texts()).containsExactly("INC-1 v1", "INC-1 v2");
  }

  @Test
  void aChangeThatCommitsAfterACardWasReadKeepsARefreshOfItsOwn() {
    desk.write(card("v1"));
    OutboxMessage read = desk.store.head(TRIAGE.conversation()).orElseThrow();
    desk.write(card("v2"));

    assertThat(desk.store.claim(read, "this copy")).isTrue();

    assertThat(desk.count("PENDING")).isEqualTo(2);
  }

  @Test
  void whoeverWasOvertakenTakesNoRefreshAway() {
    desk.write(card("v1"), card("v2"));
    OutboxMessage overtaken = desk.store.head(TRIAGE.conversation()).orElseThrow();
    desk.jdbc.sql("update outbox set attempts = 1 where id = ?").param(overtaken.id()).update();

    assertThat(desk.store.claim(overtaken, "this copy")).isFalse();

    assertThat(desk.count("PENDING")).isEqualTo(2);
  }

  @Test
  void whereThereIsNothingToShowAnyMoreNothingIsSaidAndTheNextGoesOut() {
    desk.write(card("v1"));
    desk.tickets.remove("INC-1");
    desk.post(TRIAGE, "next");

    desk.drain(TRIAGE);

    assertThat(slack.texts()).containsExactly("next");
    assertThat(desk.state(1)).isEqualTo("SUPERSEDED");
  }

  @Test
  void whatAnEarlierVersionLeftIsDelivered() {
    desk.tickets.put("INC-1", cardOf("INC-1", "as it stands"));
    earlier("CARD", "INC-1", CARD_OF_0_1_0);
    earlier("CARD", "INC-1", CARD_OF_0_1_0);
    earlier(
        "UNDER_CARD", "INC-1", "{\"kind\":\"text\",\"text\":\"said\",\"keys\":[],\"actions\":[]}");
    earlier("MESSAGE", null, CARD_OF_0_1_0);

    desk.drain(TRIAGE);

    assertThat(slack.texts())
        .containsExactly("INC-1 as it stands", "said", "INC-1 as it stood\nState: new");
    assertThat(slack.delivered).extracting(Outbound::under).containsExactly(null, ref("m1"), null);
    assertThat(desk.count("UNDELIVERABLE")).isZero();
  }

  private static final String CARD_OF_0_1_0 =
      """
      {"kind":"card","key":"INC-1","title":"as it stood","tone":"NEUTRAL",
       "facts":[{"label":"State","value":"new","time":null}],"body":"","timeline":[],
       "actions":[{"label":"Take","command":"take INC-1","style":"PRIMARY"}],"ended":false}
      """;

  private void earlier(String kind, @Nullable String subject, String payload) {
    desk.jdbc
        .sql(
            """
            with card as (
              insert into posted_card (subject, conversation, platform, address)
              select 'INC-1', 'slack:C1', 'slack',
                '{"kind":"channel","platform":"slack","channel":"C1"}'::jsonb
              on conflict do nothing
            )
            insert into outbox (conversation, platform, address, kind, subject, payload,
              created_at, correlation_id)
            values ('slack:C1', 'slack', '{"kind":"channel","platform":"slack","channel":"C1"}',
              ?, ?, ?::jsonb, now(), 'c-0')
            """)
        .param(kind)
        .param(subject)
        .param(payload)
        .update();
  }

  @Test
  void aPlatformThatIsNotConnectedGetsAnHour() {
    Address.Channel elsewhere = new Address.Channel("teams", "T1");
    desk.post(elsewhere, "hello");

    assertThat(desk.drain(elsewhere)).isEqualTo(Duration.ofMinutes(1));
    desk.clock.advance(Duration.ofMinutes(59));
    desk.drain(elsewhere);
    assertThat(desk.count("PENDING")).isEqualTo(1);
    desk.clock.advance(Duration.ofMinutes(1));
    desk.drain(elsewhere);

    assertThat(desk.outbox.undelivered(1))
        .singleElement()
        .satisfies(lost -> assertThat(lost.why()).isEqualTo("teams is not connected"));
  }

  @Test
  void whatWasDeliveredIsForgottenAfterAMonthAndWhatWasNotIsKept() {
    slack.next(message -> new Delivery.Rejected("no"));
    desk.post(SAM, "undeliverable", "delivered", "waits");
    slack.next(slack::accept).next(message -> new Delivery.Retry(null, "busy"));
    desk.drain(SAM);

    assertThat(desk.store.purge(desk.clock.instant(), 100)).isZero();
    desk.clock.advance(Duration.ofSeconds(1));
    assertThat(desk.store.purge(desk.clock.instant(), 100)).isEqualTo(1);
    assertThat(desk.count("UNDELIVERABLE")).isEqualTo(1);
    assertThat(desk.count("PENDING")).isEqualTo(1);
  }

  @Test
  void depthAgeAndDeadLettersAreMeasuredAndAnOldBacklogIsUnhealthy() {
    slack.next(message -> new Delivery.Rejected("no"));
    slack.always(message -> new Delivery.Retry(null, "down"));
    desk.post(SAM, "dead", "waits", "waits too");
    desk.drain(SAM);
    desk.clock.advance(Duration.ofMinutes(10));
    OutboxMetrics watch = new OutboxMetrics(desk.store, desk.hold, desk.properties, desk.clock);
    watch.bindTo(desk.meters);

    await()
        .untilAsserted(
            () ->
                assertThat(desk.meters.get("deskhand.outbox.depth").gauge().value()).isEqualTo(2));
    assertThat(desk.meters.get("deskhand.outbox.dead").gauge().value()).isEqualTo(1);
    assertThat(desk.meters.get("deskhand.outbox.age").gauge().value()).isEqualTo(600);
    assertThat(
            desk.meters
                .get("deskhand.deliveries")
                .tags("platform", "slack", "outcome", "undeliverable")
                .counter()
                .count())
        .isEqualTo(1);
    await().until(() -> watch.health().getStatus().equals(Status.UP));
    desk.clock.advance(Duration.ofMinutes(6));
    await().until(() -> watch.health().getStatus().equals(Status.DOWN));
  }

  private boolean retry(long id) {
    return Boolean.TRUE.equals(
        desk.transaction.<Boolean>execute(status -> desk.outbox.retry(id, Desk.ADMIN)));
  }

  /** The ticket changes, which its card is to show. */
  private OutboxDraft card(String title) {
    desk.tickets.put("INC-1", cardOf("INC-1", title));
    return OutboxDraft.card(TRIAGE, "INC-1", CardReader.AGENT);
  }

  private static OutboxDraft under(String text) {
    return OutboxDraft.underCard(TRIAGE, "INC-1", new Reply.Text(text));
  }

  private static Reply.Card cardOf(String key, String title) {
    return new Reply.Card(key, title, Reply.Tone.NEUTRAL, List.of(), "", List.of(), List.of());
  }

  private static MessageRef ref(String message) {
    return new MessageRef("C1", message);
  }
}
