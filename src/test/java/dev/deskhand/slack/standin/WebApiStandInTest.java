package dev.deskhand.slack.standin;

import static com.slack.api.model.block.Blocks.asBlocks;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.model.Message;
import com.slack.api.model.User;
import com.slack.api.model.block.LayoutBlock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stand-in's Web API as Slack's own client library sees it. */
class WebApiStandInTest {

  private final SlackStandIn slack = SlackStandIn.start();
  private final Slack sdk = Slack.getInstance(config());
  private final MethodsClient api = sdk.methods(SlackStandIn.BOT_TOKEN);

  private SlackConfig config() {
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(slack.apiUrl());
    config.setStatsEnabled(false);
    return config;
  }

  @BeforeEach
  void workspace() {
    slack.person("U1", "Ada Lovelace");
    slack.channel("C1", "triage", "U1");
  }

  @AfterEach
  void close() throws Exception {
    sdk.close();
    slack.close();
  }

  @Test
  void aTokenThatIsNotTheAppsIsRefused() throws Exception {
    assertThat(sdk.methods("xoxb-other").authTest(r -> r).getError()).isEqualTo("invalid_auth");
    assertThat(sdk.methods(SlackStandIn.APP_TOKEN).authTest(r -> r).getError())
        .isEqualTo("not_allowed_token_type");
    assertThat(api.authTest(r -> r).getUserId()).isEqualTo(SlackStandIn.DESK);
  }

  @Test
  void aPostedMessageIsSeenEditedAndDeleted() throws Exception {
    ChatPostMessageResponse posted =
        api.chatPostMessage(r -> r.channel("C1").text("INC-1: the VPN is down"));
    SlackMessage message = slack.messages("C1").getFirst();
    assertThat(message.shown()).isEqualTo("INC-1: the VPN is down");
    assertThat(posted.getTs()).isEqualTo(message.ts());

    api.chatUpdate(r -> r.channel("C1").ts(posted.getTs()).text("INC-1: resolved"));
    assertThat(slack.current(message))
        .hasValueSatisfying(
            now -> {
              assertThat(now.shown()).isEqualTo("INC-1: resolved");
              assertThat(now.edits()).isEqualTo(1);
            });

    api.chatDelete(r -> r.channel("C1").ts(posted.getTs()));
    assertThat(slack.messages("C1")).isEmpty();
    assertThat(slack.calls())
        .extracting(SlackCall::method)
        .containsExactly("chat.postMessage", "chat.update", "chat.delete");
  }

  @Test
  void anUpdateWithTextAloneKeepsTheBlocks() throws Exception {
    ChatPostMessageResponse posted =
        api.chatPostMessage(r -> r.channel("C1").text("a").blocks(blocks(1)));
    api.chatUpdate(r -> r.channel("C1").ts(posted.getTs()).text("b"));
    SlackMessage message = slack.messages("C1").getFirst();
    assertThat(message.text()).isEqualTo("b");
    assertThat(message.blocks()).hasSize(1);
  }

  @Test
  void answersGoIntoTheThreadOfTheMessageTheyName() throws Exception {
    String parent = api.chatPostMessage(r -> r.channel("C1").text("parent")).getTs();
    String reply = api.chatPostMessage(r -> r.channel("C1").threadTs(parent).text("first")).getTs();
    api.chatPostMessage(r -> r.channel("C1").threadTs(reply).text("second"));
    assertThat(slack.thread("C1", parent))
        .extracting(SlackMessage::text)
        .containsExactly("parent", "first", "second");
    assertThat(api.conversationsReplies(r -> r.channel("C1").ts(parent)).getMessages())
        .extracting(Message::getText)
        .containsExactly("parent", "first", "second");
    assertThat(api.conversationsHistory(r -> r.channel("C1")).getMessages())
        .extracting(Message::getText)
        .containsExactly("parent");
  }

  @Test
  void anEphemeralMessageIsSeenByOnePersonAndCannotBeUpdated() throws Exception {
    SlackPerson ada = slack.person("U1", "Ada Lovelace");
    SlackPerson bob = slack.person("U2", "Bob");
    String ts =
        api.chatPostEphemeral(r -> r.channel("C1").user("U1").text("only you")).getMessageTs();
    assertThat(ada.sees("C1")).extracting(SlackMessage::text).containsExactly("only you");
    assertThat(bob.sees("C1")).isEmpty();
    assertThat(slack.messages("C1")).isEmpty();
    assertThat(api.chatUpdate(r -> r.channel("C1").ts(ts).text("x")).getError())
        .isEqualTo("message_not_found");
    assertThat(api.chatPostEphemeral(r -> r.channel("C1").user("U2").text("x")).getError())
        .isEqualTo("user_not_in_channel");
  }

  @Test
  void aMessageToAPersonGoesToTheirDirectMessages() throws Exception {
    SlackPerson ada = slack.person("U1", "Ada Lovelace");
    String opened = api.conversationsOpen(r -> r.users(List.of("U1"))).getChannel().getId();
    api.chatPostMessage(r -> r.channel("U1").text("by person"));
    api.chatPostMessage(r -> r.channel(opened).text("by channel"));
    assertThat(opened).isEqualTo(ada.dm());
    assertThat(ada.heard())
        .extracting(SlackMessage::text)
        .containsExactly("by person", "by channel");
  }

  @Test
  void placesThatCannotBeWrittenToAreRefusedAsSlackDoes() throws Exception {
    slack.channel("C2", "elsewhere");
    slack.expelDesk("C2");
    slack.privateChannel("C3", "secret");
    slack.expelDesk("C3");
    slack.channel("C4", "old");
    slack.archive("C4");
    slack.person("U9", "Gone");
    slack.deactivate("U9");
    assertThat(post("C9")).isEqualTo("channel_not_found");
    assertThat(post("C2")).isEqualTo("not_in_channel");
    assertThat(post("C3")).isEqualTo("channel_not_found");
    assertThat(post("C4")).isEqualTo("is_archived");
    assertThat(post("U9")).isEqualTo("user_disabled");
    api.conversationsJoin(r -> r.channel("C2"));
    assertThat(post("C2")).isNull();
    assertThat(slack.complaints()).isEmpty();
  }

  private String post(String channel) throws IOException, SlackApiException {
    return api.chatPostMessage(r -> r.channel(channel).text("x")).getError();
  }

  @Test
  void whatIsTooLongIsRefusedAndKeptAsAComplaint() throws Exception {
    assertThat(api.chatPostMessage(r -> r.channel("C1").text("x").blocks(blocks(51))).getError())
        .isEqualTo("invalid_blocks");
    assertThat(
            api.chatPostMessage(
                    r ->
                        r.channel("C1")
                            .text("x")
                            .blocks(
                                asBlocks(section(s -> s.text(markdownText("y".repeat(3_001)))))))
                .getError())
        .isEqualTo("invalid_blocks");
    assertThat(api.chatPostMessage(r -> r.channel("C1").text("x".repeat(40_001))).getError())
        .isEqualTo("msg_too_long");
    assertThat(api.chatPostMessage(r -> r.channel("C1")).getError()).isEqualTo("no_text");
    assertThat(slack.complaints())
        .satisfiesExactly(
            first -> assertThat(first).contains("no more than 50 items"),
            second -> assertThat(second).contains("no more than 3000 characters, is 3001"),
            third -> assertThat(third).contains("msg_too_long"),
            fourth -> assertThat(fourth).contains("no_text"));
    assertThat(slack.messages("C1")).isEmpty();
  }

  private static List<LayoutBlock> blocks(int number) {
    return Collections.nCopies(number, section(s -> s.text(markdownText("words"))));
  }

  @Test
  void metadataComesBackWithHistory() throws Exception {
    Message.Metadata metadata = new Message.Metadata();
    metadata.setEventType("desk_message");
    metadata.setEventPayload(Map.of("id", "42"));
    api.chatPostMessage(r -> r.channel("C1").text("x").metadata(metadata));
    List<Message> history =
        api.conversationsHistory(r -> r.channel("C1").includeAllMetadata(true)).getMessages();
    assertThat(history.getFirst().getMetadata().getEventPayload()).containsEntry("id", "42");
  }

  @Test
  void peopleAreListedInPages() throws Exception {
    slack.guest("U2", "Guest");
    slack.bot("U3", "Other Bot");
    slack.person("U4", "Gone");
    slack.deactivate("U4");
    slack.userGroup("S1", "U1", "U2");
    var first = api.usersList(r -> r.limit(3));
    assertThat(first.getMembers()).hasSize(3);
    var second = api.usersList(r -> r.limit(3).cursor(first.getResponseMetadata().getNextCursor()));
    assertThat(second.getMembers()).extracting(User::getId).containsExactly("U3", "U4");
    assertThat(second.getMembers().getLast().isDeleted()).isTrue();
    assertThat(second.getResponseMetadata().getNextCursor()).isEmpty();
    assertThat(api.usersInfo(r -> r.user("U2")).getUser().isRestricted()).isTrue();
    assertThat(api.usersInfo(r -> r.user("U1")).getUser().getProfile().getEmail())
        .isEqualTo("ada.lovelace@example.com");
    assertThat(api.usersInfo(r -> r.user("U7")).getError()).isEqualTo("user_not_found");
    assertThat(api.usergroupsUsersList(r -> r.usergroup("S1")).getUsers())
        .containsExactly("U1", "U2");
  }

  @Test
  void channelsAreListedByType() throws Exception {
    slack.privateChannel("C2", "it-only");
    assertThat(api.conversationsList(r -> r).getChannels())
        .extracting(channel -> channel.getName())
        .containsExactly("triage");
    assertThat(api.conversationsInfo(r -> r.channel("C2")).getChannel().isPrivate()).isTrue();
  }

  @Test
  void aFileIsUploadedInThreeStepsAndSharedInTheChannel() throws Exception {
    byte[] picture = "picture".getBytes(StandardCharsets.UTF_8);
    var done =
        api.filesUploadV2(
            r ->
                r.channel("C1")
                    .filename("summary.png")
                    .title("Outages")
                    .altTxt("three outages")
                    .initialComment("The week")
                    .fileData(picture));
    assertThat(done.isOk()).isTrue();
    SlackFile file = slack.files().getFirst();
    assertThat(file.content()).isEqualTo(picture);
    assertThat(file.title()).isEqualTo("Outages");
    assertThat(file.channels()).containsExactly("C1");
    SlackMessage message = slack.messages("C1").getFirst();
    assertThat(message.text()).isEqualTo("The week");
    assertThat(message.files()).containsExactly(file.id());
  }

  @Test
  void aMethodThatTheStandInDoesNotKnowIsAComplaint() throws Exception {
    assertThat(api.pinsAdd(r -> r.channel("C1").timestamp("1.1")).getError())
        .isEqualTo("unknown_method");
    assertThat(slack.complaints()).containsExactly("pins.add: unknown_method");
  }

  @Test
  void socketModeIsRefusedUntilThereIsAnAddress() throws Exception {
    MethodsClient app = sdk.methods(SlackStandIn.APP_TOKEN);
    assertThat(app.appsConnectionsOpen(r -> r).isOk()).isFalse();
    slack.socketUrl(java.net.URI.create("ws://127.0.0.1:1/link"));
    assertThat(app.appsConnectionsOpen(r -> r).getUrl()).isEqualTo("ws://127.0.0.1:1/link");
  }

  @Test
  void everyoneAMessageNotifiesIsKnown() throws Exception {
    api.chatPostMessage(r -> r.channel("C1").text("<!channel> <@U1> &lt;!here&gt;").mrkdwn(true));
    assertThat(slack.messages("C1").getFirst().pings()).containsExactly("!channel", "@U1");
  }
}
