package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import dev.deskhand.chat.Action;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform.Delivery;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.chat.Reply;
import dev.deskhand.slack.standin.Fault;
import dev.deskhand.slack.standin.SlackMessage;
import dev.deskhand.slack.standin.SlackStandIn;
import dev.deskhand.testing.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that the desk sends by itself, on good days and bad. */
class SlackPlatformTest {

  private static final Address.Channel TRIAGE = new Address.Channel("slack", "C1");

  private final SettableClock clock = new SettableClock();
  private final SlackStandIn slack = SlackStandIn.start(clock);
  private final Slack sdk = new SlackConfiguration().slack(Settings.of(slack));
  private final SlackHealth health = new SlackHealth(clock);
  private final SlackApi api =
      new SlackApi(sdk, SlackStandIn.BOT_TOKEN, health, new SimpleMeterRegistry());
  private SlackPlatform platform = platform();

  private SlackPlatform platform() {
    Directory directory = new Directory(api);
    return new SlackPlatform(api, directory, new Pictures(api), new Posted(api, clock));
  }

  @BeforeEach
  void channel() {
    slack.person("U1", "Ada Lovelace");
    slack.channel("C1", "triage", "U1");
  }

  @AfterEach
  void close() throws Exception {
    sdk.close();
    slack.close();
  }

  private static Outbound message(String id, Address to, Reply reply) {
    return new Outbound(id, to, reply, null, null);
  }

  private static Reply text(String text) {
    return new Reply.Text(text);
  }

  private Delivery post(String id, String text) {
    return platform.deliver(message(id, TRIAGE, text(text)));
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
        .isInstanceOf(Delivery.Gone.class);
    assertThat(platform.deliver(new Outbound("2", TRIAGE, text("new"), null, nowhere)))
        .isInstanceOf(Delivery.Gone.class);
  }

  @Test
  void aRateLimitSaysWhenToComeBack() {
    slack.faults().next("chat.postMessage", Fault.rateLimited(Duration.ofSeconds(7)));
    assertThat(post("1", "x"))
        .isEqualTo(new Delivery.Later(Duration.ofSeconds(7), "Slack asks to wait"));
    assertThat(health.known().reachable()).isTrue();
  }

  @Test
  void anAnswerThatWasLostDoublesNothing() {
    slack.faults().next("chat.postMessage", Fault.lostAfter());
    assertThat(post("1", "once")).isInstanceOf(Delivery.Later.class);
    clock.advance(Duration.ofMinutes(5));
    MessageRef found = delivered(post("1", "once"));
    assertThat(slack.messages("C1"))
        .singleElement()
        .satisfies(message -> assertThat(message.ts()).isEqualTo(found.message()));
    delivered(post("2", "once"));
    assertThat(shown()).containsExactly("once", "once");
  }

  @Test
  void anAnswerThatWasLostInAThreadDoublesNothing() {
    MessageRef head = delivered(post("1", "head"));
    Outbound under = new Outbound("2", TRIAGE, text("under"), null, head);
    slack.faults().next("chat.postMessage", Fault.lostAfter());
    assertThat(platform.deliver(under)).isInstanceOf(Delivery.Later.class);
    delivered(platform.deliver(under));
    assertThat(shown()).containsExactly("head", "under");
  }

  @Test
  void aMessageThatDidNotArriveIsSentAgain() {
    slack.faults().next("chat.postMessage", Fault.lostBefore());
    slack.faults().next("chat.postMessage", Fault.status(503));
    assertThat(post("1", "once")).isInstanceOf(Delivery.Later.class);
    assertThat(health.known().reachable()).isFalse();
    assertThat(post("1", "once")).isInstanceOf(Delivery.Later.class);
    delivered(post("1", "once"));
    assertThat(shown()).containsExactly("once");
    assertThat(health.known().reachable()).isTrue();
  }

  @Test
  void whatIsUnclearStaysUnclearWhileSlackCannotBeAsked() {
    slack.faults().next("chat.postMessage", Fault.lostAfter());
    slack.faults().next("conversations.history", 3, Fault.status(500));
    // the first message after a start asks before it posts, too
    for (int i = 0; i < 5; i++) {
      if (post("1", "once") instanceof Delivery.Delivered) {
        break;
      }
    }
    assertThat(shown()).containsExactly("once");
  }

  @Test
  void aDeskThatDiedBeforeItHeardTheAnswerDoublesNothing() {
    slack.faults().next("chat.postMessage", Fault.lostAfter());
    assertThat(post("1", "once")).isInstanceOf(Delivery.Later.class);
    platform = platform();
    delivered(post("1", "once"));
    assertThat(shown()).containsExactly("once");
  }

  @Test
  void aPublicChannelIsJoined() {
    slack.expelDesk("C1");
    platform = platform();
    delivered(post("1", "hello"));
    assertThat(shown()).containsExactly("hello");
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
            Delivery.Never.class, never -> assertThat(never.reason()).contains(why));
  }

  @ParameterizedTest
  @ValueSource(strings = {"token_revoked", "account_inactive", "invalid_auth"})
  void aDeskThatIsLockedOutWaitsAndSaysSo(String error) {
    slack.faults().always("chat.postMessage", Fault.refused(error));
    assertThat(post("1", "x")).isEqualTo(new Delivery.Later(Duration.ofMinutes(10), error));
    assertThat(health.known().reachable()).isFalse();
    assertThat(health.known().reason()).isEqualTo(error);
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

  @Test
  void aPictureIsUploadedWithItsFiguresInWords() {
    delivered(platform.deliver(message("1", TRIAGE, picture())));
    assertPictureOnce();
  }

  @Test
  void aPictureWhoseSharingWasNotConfirmedIsThereOnce() {
    slack.faults().next("files.completeUploadExternal", Fault.lostAfter());
    assertThat(platform.deliver(message("1", TRIAGE, picture())))
        .isInstanceOf(Delivery.Later.class);
    delivered(platform.deliver(message("1", TRIAGE, picture())));
    assertPictureOnce();
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
              assertThat(file.name()).isEqualTo("downtime-in-may.png");
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
