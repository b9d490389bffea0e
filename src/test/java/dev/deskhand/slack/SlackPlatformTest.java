package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform.Delivery;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.chat.Reply;
import dev.deskhand.slack.connection.CallPriority;
import dev.deskhand.slack.connection.SlackHealth;
import dev.deskhand.slack.connection.SlackProperties;
import dev.deskhand.slack.connection.TokenGuard;
import dev.deskhand.slack.delivery.DirectChannels;
import dev.deskhand.slack.delivery.SlackPlatform;
import dev.deskhand.slack.standin.Fault;
import dev.deskhand.slack.standin.SlackCall;
import dev.deskhand.slack.standin.SlackMessage;
import dev.deskhand.slack.standin.SlackStandIn;
import dev.deskhand.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that the desk sends by itself, on good days and bad. */
@Execution(ExecutionMode.CONCURRENT)
class SlackPlatformTest {

  private static final Address.Channel TRIAGE = new Address.Channel("slack", "C1");

  private final SettableClock clock = new SettableClock();
  private final SlackStandIn slack = SlackStandIn.start(clock);
  private final Wired wired = new Wired(slack, clock);
  private final SlackHealth health = wired.health;
  private SlackPlatform platform = wired.platform();

  @BeforeEach
  void channel() {
    slack.person("U1", "Ada Lovelace");
    slack.channel("C1", "triage", "U1");
  }

  @AfterEach
  void close() throws Exception {
    wired.close();
    slack.close();
  }

  private static Outbound message(String id, Address to, Reply reply) {
    return new Outbound(id, to, reply, null, null);
  }

  /** The same once more, as the outbox has it delivered after an attempt. */
  private Outbound again(Outbound message) {
    return new Outbound(
        message.id(),
        message.to(),
        message.reply(),
        message.edits(),
        message.under(),
        SettableClock.START);
  }

  private static Reply text(String text) {
    return new Reply.Text(text);
  }

  private Delivery post(String id, String text) {
    return platform.deliver(message(id, TRIAGE, text(text)));
  }

  private Delivery postAgain(String id, String text) {
    return platform.deliver(again(message(id, TRIAGE, text(text))));
  }

  private static MessageRef delivered(Delivery delivery) {
    assertThat(delivery).isInstanceOf(Delivery.Delivered.class);
    return ((Delivery.Delivered) delivery).message();
  }

  private List<String> shown() {
    return slack.messages("C1").stream().map(SlackMessage::shown).toList();
  }

  @Test
  void aMessageReachesChannelPersonAndThread() {
    MessageRef head = delivered(post("1", "head"));
    MessageRef direct =
        delivered(platform.deliver(message("2", new Address.Person("slack", "U1"), text("psst"))));
    delivered(
        platform.deliver(
            message("3", new Address.Thread("slack", "C1", head.message()), text("in thread"))));
    delivered(platform.deliver(new Outbound("4", TRIAGE, text("under"), null, head)));
    assertThat(slack.thread("C1", head.message()))
        .extracting(SlackMessage::shown)
        .containsExactly("head", "in thread", "under");
    assertThat(slack.messages(direct.channel())).extracting(SlackMessage::shown).contains("psst");
    assertThat(slack.complaints()).isEmpty();
  }

  @Test
  void whoIsNotWhereTheDeskThoughtIsMetAnew() {
    DirectChannels directory =
        new DirectChannels(wired.api.as(CallPriority.WHENEVER), new NothingHeard());
    directory.spokeIn("U1", "D404");
    SlackPlatform there = new SlackPlatform(wired.api.as(CallPriority.WHENEVER), directory);

    MessageRef direct =
        delivered(there.deliver(message("1", new Address.Person("slack", "U1"), text("psst"))));

    assertThat(direct.channel()).isNotEqualTo("D404");
    assertThat(slack.messages(direct.channel())).extracting(SlackMessage::shown).contains("psst");
  }

  @Test
  void aMessageIsEditedInPlaceWithItsButtons() {
    MessageRef at =
        delivered(
            platform.deliver(
                message(
                    "1",
                    TRIAGE,
                    new Reply.Text("old", List.of(), List.of(Action.of("Take", "take INC-1"))))));
    assertThat(platform.deliver(new Outbound("2", TRIAGE, text("new"), at, null)))
        .isEqualTo(new Delivery.Delivered(at));
    assertThat(slack.messages("C1"))
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.shown()).isEqualTo("new");
              assertThat(message.buttons()).isEmpty();
            });
  }

  @Test
  void aMessageThatIsNoMoreIsGone() {
    MessageRef nowhere = new MessageRef("C1", "1.000001");
    assertThat(platform.deliver(new Outbound("1", TRIAGE, text("new"), nowhere, null)))
        .isInstanceOf(Delivery.TargetGone.class);
    assertThat(platform.deliver(new Outbound("2", TRIAGE, text("new"), null, nowhere)))
        .isInstanceOf(Delivery.TargetGone.class);
  }

  @Test
  void aRateLimitSaysWhenToComeBack() {
    slack.faults().next("chat.postMessage", Fault.rateLimited(Duration.ofSeconds(7)));
    assertThat(post("1", "x"))
        .isEqualTo(new Delivery.RateLimited(Duration.ofSeconds(7), "Slack asks to wait"));
    assertThat(health.known().reachable()).isTrue();
  }

  @Test
  void anAnswerThatWasLostDoublesNothing() {
    slack.faults().next("chat.postMessage", Fault.lostAfter());
    assertThat(post("1", "once")).isInstanceOf(Delivery.Retry.class);
    clock.advance(Duration.ofMinutes(5));
    MessageRef found = delivered(postAgain("1", "once"));
    assertThat(slack.messages("C1"))
        .singleElement()
        .satisfies(message -> assertThat(message.ts()).isEqualTo(found.message()));
    delivered(post("2", "once"));
    assertThat(shown()).containsExactly("once", "once");
  }

  @Test
  void aCardThatHasChangedSinceIsFoundAgain() {
    slack.faults().next("chat.postMessage", Fault.lostAfter());
    assertThat(platform.deliver(message("1", TRIAGE, card("INC-1", "dark"))))
        .isInstanceOf(Delivery.Retry.class);
    MessageRef found =
        delivered(platform.deliver(again(message("1", TRIAGE, card("INC-1", "dark, and hot")))));
    assertThat(slack.messages("C1"))
        .singleElement()
        .satisfies(message -> assertThat(message.ts()).isEqualTo(found.message()));
    delivered(platform.deliver(again(message("1", TRIAGE, card("INC-11", "dark")))));
    assertThat(shown()).hasSize(2);
  }

  private static Reply card(String key, String title) {
    return new Reply.Card(
        key, title, Reply.Tone.NEUTRAL, List.of(), "It hums.", List.of(), List.of());
  }

  @Test
  void anAnswerThatWasLostInAThreadDoublesNothing() {
    MessageRef head = delivered(post("1", "head"));
    Outbound under = new Outbound("2", TRIAGE, text("under"), null, head);
    slack.faults().next("chat.postMessage", Fault.lostAfter());
    assertThat(platform.deliver(under)).isInstanceOf(Delivery.Retry.class);
    delivered(platform.deliver(again(under)));
    assertThat(shown()).containsExactly("head", "under");
  }

  @Test
  void aMessageThatDidNotArriveIsSentAgain() {
    slack.faults().next("chat.postMessage", Fault.lostBefore());
    slack.faults().next("chat.postMessage", Fault.status(503));
    assertThat(post("1", "once")).isInstanceOf(Delivery.Retry.class);
    assertThat(health.known().reachable()).isFalse();
    assertThat(postAgain("1", "once")).isInstanceOf(Delivery.Retry.class);
    delivered(postAgain("1", "once"));
    assertThat(shown()).containsExactly("once");
    assertThat(health.known().reachable()).isTrue();
  }

  @Test
  void theFirstAttemptAsksSlackNothingElse() {
    delivered(post("1", "once"));
    assertThat(slack.calls()).extracting(SlackCall::method).containsExactly("chat.postMessage");
  }

  @Test
  void whatIsUnclearStaysUnclearWhileSlackCannotBeAsked() {
    slack.faults().next("chat.postMessage", Fault.lostAfter());
    slack.faults().next("conversations.history", Fault.status(500));
    slack.faults().next("conversations.history", Fault.rateLimited(Duration.ofSeconds(3)));
    assertThat(post("1", "once")).isInstanceOf(Delivery.Retry.class);
    assertThat(postAgain("1", "once")).isInstanceOf(Delivery.Retry.class);
    // a wait that is no attempt would let the next one forget to look
    assertThat(postAgain("1", "once"))
        .isEqualTo(new Delivery.Retry(Duration.ofSeconds(3), "Slack asks to wait"));
    clock.advance(Duration.ofSeconds(3));
    delivered(postAgain("1", "once"));
    assertThat(shown()).containsExactly("once");
  }

  @Test
  void aDeskThatDiedBeforeItHeardTheAnswerDoublesNothing() {
    slack.faults().next("chat.postMessage", Fault.lostAfter());
    assertThat(post("1", "once")).isInstanceOf(Delivery.Retry.class);
    platform = wired.platform();
    delivered(postAgain("1", "once"));
    assertThat(shown()).containsExactly("once");
  }

  @Test
  void aLostAnswerIsFoundBehindMuchTalk() {
    slack.faults().next("chat.postMessage", Fault.lostAfter());
    assertThat(post("1", "once")).isInstanceOf(Delivery.Retry.class);
    for (int i = 0; i < 450; i++) {
      delivered(post("other " + i, "talk"));
    }
    delivered(postAgain("1", "once"));
    assertThat(shown()).containsOnlyOnce("once");
  }

  @Test
  void theSearchEndsWhereItIsFound() {
    for (int i = 0; i < 450; i++) {
      delivered(post("other " + i, "talk"));
    }
    slack.faults().next("chat.postMessage", Fault.lostAfter());
    assertThat(post("1", "once")).isInstanceOf(Delivery.Retry.class);
    delivered(postAgain("1", "once"));
    assertThat(slack.calls("conversations.history")).hasSize(1);
    assertThat(shown()).containsOnlyOnce("once");
  }

  @Test
  void whatSlackDoesAfterAHangIsFound() throws Exception {
    Fault.Gate gate = new Fault.Gate();
    SlackProperties.Limits impatient = new SlackProperties.Limits(9, 9, Duration.ofMillis(200));
    try (Wired hasty = new Wired(slack, clock, impatient)) {
      platform = hasty.platform();
      slack.faults().next("chat.postMessage", Fault.held(gate));
      assertThat(post("1", "once"))
          .isEqualTo(new Delivery.Retry(Duration.ofMillis(600), "no answer in time"));
      gate.open();
      slack.awaitMessage("C1", message -> message.shown().equals("once"));
      delivered(postAgain("1", "once"));
    }
    assertThat(shown()).containsExactly("once");
  }

  @Test
  void aPublicChannelIsJoined() {
    slack.expelDesk("C1");
    delivered(post("1", "hello"));
    assertThat(shown()).containsExactly("hello");
    slack.expelDesk("C1");
    delivered(platform.deliver(message("2", TRIAGE, picture())));
    assertThat(slack.messages("C1")).hasSize(2);
  }

  @Test
  void aChannelThatCannotBeJoinedIsSetAsideWithAdvice() {
    slack.expelDesk("C1");
    slack.faults().always("conversations.join", Fault.refused("missing_scope"));
    assertNever(post("1", "x"), "not_in_channel (the app cannot join by itself: missing_scope)");
    assertThat(slack.calls("chat.postMessage")).hasSize(1);
  }

  @Test
  void whatCannotEverSucceedSaysWhy() {
    slack.archive("C1");
    assertNever(post("1", "x"), "is_archived: the channel is archived");
    assertNever(
        platform.deliver(message("2", new Address.Channel("slack", "C404"), text("x"))),
        "channel_not_found");
    assertNever(
        platform.deliver(message("3", new Address.Person("slack", "U404"), text("x"))),
        "user_not_found: there is no such person");
  }

  private static void assertNever(Delivery delivery, String why) {
    assertThat(delivery)
        .isInstanceOfSatisfying(
            Delivery.Rejected.class, never -> assertThat(never.reason()).contains(why));
  }

  @ParameterizedTest
  @ValueSource(strings = {"token_revoked", "account_inactive", "invalid_auth"})
  void aDeskThatIsLockedOutCallsNothingUntilItIsLetInAgain(String error) {
    slack.faults().everything(Fault.refused(error));
    assertThat(post("1", "x")).isEqualTo(new Delivery.Barred(TokenGuard.PAUSE, error));
    assertThat(post("1", "x")).isInstanceOf(Delivery.RateLimited.class);
    assertThat(post("2", "y")).isInstanceOf(Delivery.RateLimited.class);
    assertThat(slack.calls()).hasSize(1);
    assertThat(health.known().reachable()).isFalse();
    assertThat(health.known().reason()).isEqualTo(error);

    clock.advance(TokenGuard.PAUSE);
    assertThat(post("1", "x")).isInstanceOf(Delivery.RateLimited.class);
    assertThat(post("1", "x")).isInstanceOf(Delivery.RateLimited.class);
    assertThat(slack.calls()).hasSize(2);
    assertThat(slack.calls("auth.test")).hasSize(1);

    slack.faults().clear();
    clock.advance(TokenGuard.PAUSE);
    delivered(post("1", "x"));
    assertThat(health.known().reachable()).isTrue();
    assertThat(shown()).containsExactly("x");
  }

  @Test
  void aScopeThatIsMissingIsNamed() {
    slack.faults().next("chat.postMessage", Fault.refused("missing_scope"));
    assertThat(post("1", "x"))
        .isInstanceOfSatisfying(
            Delivery.RateLimited.class,
            paced -> assertThat(paced.reason()).startsWith("missing_scope (needed: chat:write."));
  }

  @Test
  void blocksThatSlackRefusesAreSaidInWords() {
    slack.faults().next("chat.postMessage", Fault.refused("invalid_blocks"));
    delivered(post("1", "said anyway"));
    assertThat(slack.messages("C1"))
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.text()).isEqualTo("said anyway");
              assertThat(message.blocks()).isEmpty();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"invalid_blocks", "msg_blocks_too_long", "msg_too_long", "invalid_arguments"})
  void aLongMessageWhoseBlocksSlackRefusesIsSplitInWords(String error) {
    String words = "a < b & ".repeat(1_200).strip();
    slack.faults().next("chat.postMessage", Fault.refused(error));
    delivered(post("1", words));
    assertThat(slack.messages("C1")).hasSizeGreaterThan(2);
    assertThat(whole()).isEqualTo(words);
    assertThat(slack.complaints()).isEmpty();
  }

  @Test
  void aCardIsOneMessageEvenInWords() {
    Reply card =
        new Reply.Card(
            "INC-1",
            "A long story",
            Reply.Tone.NEUTRAL,
            List.of(),
            "word ".repeat(1_500),
            List.of(),
            List.of());
    slack.faults().next("chat.postMessage", Fault.refused("invalid_blocks"));
    delivered(platform.deliver(message("1", TRIAGE, card)));
    assertThat(shown())
        .singleElement()
        .satisfies(words -> assertThat(words).endsWith("show INC-1 shows all."));
  }

  @Test
  void aLongMessageGoesOnInTheNext() {
    String words = "& ".repeat(4_900).strip();
    delivered(post("1", words));
    assertThat(slack.messages("C1")).hasSizeGreaterThan(1);
    assertThat(whole()).isEqualTo(words);
  }

  @Test
  void aLongMessageThatStoppedHalfwayGoesOnWhereItStopped() {
    String words = "& ".repeat(4_900).strip();
    slack
        .faults()
        .when(call -> call.method().equals("chat.postMessage"), 1, Fault.slow(Duration.ZERO));
    slack.faults().next("chat.postMessage", Fault.rateLimited(Duration.ofSeconds(2)));
    assertThat(post("1", words))
        .isEqualTo(new Delivery.Retry(Duration.ofSeconds(2), "Slack asks to wait"));
    clock.advance(Duration.ofSeconds(2));
    slack.faults().next("chat.postMessage", Fault.lostAfter());
    assertThat(postAgain("1", words)).isInstanceOf(Delivery.Retry.class);
    MessageRef at = delivered(postAgain("1", words));
    assertThat(whole()).isEqualTo(words);
    assertThat(at.message()).isEqualTo(slack.messages("C1").getFirst().ts());
  }

  /** All that is shown, as people read it. */
  private String whole() {
    return String.join(" ", shown())
        .replaceAll("\\s+", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .strip();
  }

  @Test
  void aPictureIsUploadedWithItsFiguresInWords() {
    delivered(platform.deliver(message("1", TRIAGE, picture())));
    assertPictureOnce();
  }

  @Test
  void aPictureWhoseSharingWasNotConfirmedIsThereOnce() {
    slack.faults().next("files.completeUploadExternal", Fault.lostAfter());
    assertThat(platform.deliver(message("1", TRIAGE, picture())))
        .isInstanceOf(Delivery.Retry.class);
    // another copy of the desk, which does not know the file
    platform = wired.platform();
    delivered(platform.deliver(again(message("1", TRIAGE, picture()))));
    assertPictureOnce();
  }

  @Test
  void aPictureThatSlackDoesNotTakeIsSaidInWords() {
    slack.faults().always("files.getUploadURLExternal", Fault.refused("missing_scope"));
    delivered(platform.deliver(message("1", TRIAGE, picture())));
    assertThat(shown())
        .singleElement()
        .satisfies(words -> assertThat(words).contains("Downtime in May").contains("VPN: 2 h"));
  }

  @Test
  void theRetiredWayToUploadIsNotUsed() {
    delivered(platform.deliver(message("1", TRIAGE, picture())));
    assertThat(slack.calls())
        .extracting(SlackCall::method)
        .containsExactly("files.getUploadURLExternal", "upload", "files.completeUploadExternal");
  }

  private static Reply picture() {
    return new Reply.Picture("Downtime in May", "VPN: 2 h", new byte[] {1, 2, 3});
  }

  private void assertPictureOnce() {
    assertThat(slack.messages("C1"))
        .singleElement()
        .satisfies(message -> assertThat(message.text()).contains("VPN: 2 h"));
    assertThat(slack.files())
        .filteredOn(file -> !file.channels().isEmpty())
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.name()).matches("downtime-in-may-1-[0-9a-f]{16}-0\\.png");
              assertThat(file.altText()).isEqualTo("VPN: 2 h");
              assertThat(file.content()).containsExactly(1, 2, 3);
            });
  }

  @Test
  void aFormIsPostedAsTheButtonThatOpensIt() {
    delivered(platform.deliver(message("1", TRIAGE, Shown.form())));
    assertThat(slack.messages("C1"))
        .singleElement()
        .satisfies(message -> assertThat(message.buttons()).containsExactly("Report an issue"));
  }

  @Test
  void secretsAreNotPrinted() {
    @Nullable String printed =
        Settings.of(
                Map.of(
                    "deskhand.slack.bot-token", "xoxb-secret",
                    "deskhand.slack.app-token", "xapp-secret",
                    "deskhand.slack.signing-secret", "signing-secret"))
            .toString();
    assertThat(printed).doesNotContain("-secret").contains("slack.com");
  }
}
