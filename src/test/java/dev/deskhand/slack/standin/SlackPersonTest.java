package dev.deskhand.slack.standin;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.asBlocks;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static com.slack.api.model.block.composition.BlockCompositions.option;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.asElements;
import static com.slack.api.model.block.element.BlockElements.button;
import static com.slack.api.model.block.element.BlockElements.staticSelect;
import static com.slack.api.model.view.Views.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.slack.api.app_backend.slash_commands.response.SlashCommandResponse;
import com.slack.api.bolt.App;
import com.slack.api.model.event.AppHomeOpenedEvent;
import com.slack.api.model.event.AppMentionEvent;
import com.slack.api.model.event.MessageChangedEvent;
import com.slack.api.model.event.MessageDeletedEvent;
import com.slack.api.model.event.MessageEvent;
import com.slack.api.model.event.ReactionAddedEvent;
import com.slack.api.model.view.View;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People speak; Bolt in a real servlet container listens and is what judges the payloads. */
class SlackPersonTest {

  private final BoltDesk desk = new BoltDesk();
  private final SlackStandIn slack = desk.slack();
  private final App app = desk.app();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final SlackPerson ada = slack.person("U1", "Ada Lovelace");

  @BeforeEach
  void channel() {
    slack.channel("C1", "triage", "U1");
  }

  @AfterEach
  void close() throws Exception {
    desk.close();
  }

  @Test
  void aSlashCommandIsAnsweredInTheBodyAndThroughTheResponseUrl() throws Exception {
    app.command(
        "/desk",
        (req, ctx) -> {
          heard.add(req.getPayload().getText() + " in " + req.getPayload().getChannelName());
          ctx.respond(r -> r.responseType("in_channel").text("for all"));
          return ctx.ack(SlashCommandResponse.builder().text("for you").build());
        });
    SlackAck ack = ada.slash("/desk", "report a < b & <@U2>", "C1");
    assertThat(ack).matches(SlackAck::accepted, "accepted");
    assertThat(heard).containsExactly("report a &lt; b &amp; <@U2> in triage");
    assertThat(slack.messages("C1")).extracting(SlackMessage::text).containsExactly("for all");
    assertThat(ada.heard()).extracting(SlackMessage::text).containsExactly("for you");
  }

  @Test
  void aResponseUrlCanBeUsedFiveTimes() throws Exception {
    app.command(
        "/desk",
        (req, ctx) -> {
          for (int i = 1; i <= 6; i++) {
            heard.add(Integer.toString(ctx.respond("answer " + i).getCode()));
          }
          return ctx.ack();
        });
    ada.slash("/desk", "x", "C1");
    assertThat(heard).containsExactly("200", "200", "200", "200", "200", "404");
    assertThat(ada.heard()).hasSize(5);
  }

  @Test
  void wordsReachTheDeskAsTheEventsSlackSends() throws Exception {
    app.event(
        AppMentionEvent.class,
        (req, ctx) -> {
          heard.add("mention " + req.getEvent().getText());
          return ctx.ack();
        });
    app.event(
        MessageEvent.class,
        (req, ctx) -> {
          MessageEvent event = req.getEvent();
          heard.add(
              "%s %s by %s thread %s"
                  .formatted(
                      event.getChannelType(),
                      event.getText(),
                      event.getUser(),
                      event.getThreadTs() != null));
          return ctx.ack();
        });
    SlackAck mention = ada.mention("C1", "help");
    ada.directMessage("my");
    ada.message("C1", mention.message().ts(), "more");
    assertThat(heard)
        .containsExactly(
            "mention <@U0DESK> help",
            "channel <@U0DESK> help by U1 thread false",
            "im my by U1 thread false",
            "channel more by U1 thread true");
    assertThat(mention.others()).singleElement().returns(200, SlackAck::status);
    assertThat(mention.others().getFirst().eventId()).isNotEqualTo(mention.eventId());
  }

  @Test
  void whatTheDeskIsNotAMemberOfItIsNotTold() {
    slack.expelDesk("C1");
    assertThat(ada.message("C1", null, "psst").status()).isZero();
    assertThat(ada.sees("C1")).hasSize(1);
  }

  @Test
  void editsDeletionsReactionsAndTheHomeTabAreEvents() throws Exception {
    app.event(MessageEvent.class, (req, ctx) -> ctx.ack());
    app.event(
        MessageChangedEvent.class,
        (req, ctx) -> {
          heard.add("changed to " + req.getEvent().getMessage().getText());
          return ctx.ack();
        });
    app.event(
        MessageDeletedEvent.class,
        (req, ctx) -> {
          heard.add("deleted " + req.getEvent().getPreviousMessage().getText());
          return ctx.ack();
        });
    app.event(
        ReactionAddedEvent.class,
        (req, ctx) -> {
          heard.add(req.getEvent().getReaction() + " on " + req.getEvent().getItem().getChannel());
          return ctx.ack();
        });
    app.event(
        AppHomeOpenedEvent.class,
        (req, ctx) -> {
          View home =
              view(v -> v.type("home").blocks(asBlocks(section(s -> s.text(plainText("Hi"))))));
          ctx.client().viewsPublish(r -> r.userId(req.getEvent().getUser()).view(home));
          return ctx.ack();
        });
    SlackMessage message = ada.message("C1", null, "one").message();
    ada.react(message, "ticket");
    SlackMessage edited = ada.edit(message, "two").message();
    ada.delete(edited);
    assertThat(heard).containsExactly("ticket on C1", "changed to two", "deleted two");
    ada.openHome();
    assertThat(slack.awaitHome(ada, home -> true).shown()).isEqualTo("Hi");
  }

  @Test
  void aButtonIsPressedByItsLabelOnTheMessageAsShown() throws Exception {
    app.blockAction(
        "take",
        (req, ctx) -> {
          heard.add(req.getPayload().getActions().getFirst().getValue());
          heard.add(req.getPayload().getContainer().getMessageTs());
          ctx.respond(r -> r.replaceOriginal(true).text("taken").blocks(List.of()));
          return ctx.ack();
        });
    postCard();
    SlackMessage card = slack.messages("C1").getFirst();
    assertThat(card.buttons()).containsExactly("Take it");
    assertThat(ada.press(card, "Take it")).matches(SlackAck::accepted, "accepted");
    assertThat(heard).containsExactly("take INC-1", card.ts());
    assertThat(slack.awaitChange(card, now -> now.edits() == 1).shown()).isEqualTo("taken");
    assertThatThrownBy(() -> ada.press(card, "Resolve"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Take it (take)");
  }

  private void postCard() throws Exception {
    app.client()
        .chatPostMessage(
            r ->
                r.channel("C1")
                    .text("INC-1")
                    .blocks(
                        asBlocks(
                            section(s -> s.text(markdownText("*INC-1* VPN"))),
                            actions(
                                a ->
                                    a.elements(
                                        asElements(
                                            button(
                                                b ->
                                                    b.actionId("take")
                                                        .text(plainText("Take it"))
                                                        .value("take INC-1"))))))));
  }

  @Test
  void aChoiceInAMenuIsInTheActionAndInTheState() throws Exception {
    app.blockAction(
        "priority",
        (req, ctx) -> {
          heard.add(req.getPayload().getActions().getFirst().getSelectedOption().getValue());
          heard.add(req.getPayload().getState().getValues().toString());
          return ctx.ack();
        });
    app.client()
        .chatPostMessage(
            r ->
                r.channel("C1")
                    .text("choose")
                    .blocks(
                        asBlocks(
                            actions(
                                a ->
                                    a.blockId("row")
                                        .elements(
                                            asElements(
                                                staticSelect(
                                                    e ->
                                                        e.actionId("priority")
                                                            .placeholder(plainText("Priority"))
                                                            .options(
                                                                List.of(
                                                                    option(
                                                                        plainText("First"),
                                                                        "P1"))))))))));
    assertThat(ada.choose(slack.messages("C1").getFirst(), "Priority", "First"))
        .matches(SlackAck::accepted, "accepted");
    assertThat(heard.getFirst()).isEqualTo("P1");
    assertThat(heard.getLast()).contains("row={priority=", "value=P1");
    assertThat(slack.complaints()).isEmpty();
  }

  @Test
  void aMessageShortcutCarriesTheMessage() throws Exception {
    app.event(MessageEvent.class, (req, ctx) -> ctx.ack());
    app.messageShortcut(
        "to-ticket",
        (req, ctx) -> {
          heard.add(req.getPayload().getMessage().getText());
          ctx.respond("noted");
          return ctx.ack();
        });
    SlackMessage message = ada.message("C1", null, "printer on fire").message();
    assertThat(ada.messageShortcut("to-ticket", message)).matches(SlackAck::accepted, "accepted");
    assertThat(heard).containsExactly("printer on fire");
    assertThat(ada.heard()).extracting(SlackMessage::text).containsExactly("noted");
  }

  @Test
  void onlyWhatSlackSignedLatelyIsAccepted() throws Exception {
    app.command("/desk", (req, ctx) -> ctx.ack());
    assertThat(ada.slash("/desk", "x", "C1").status()).isEqualTo(200);
    assertThat(ada.sending(Sending.USUAL.withForgedSignature()).slash("/desk", "x", "C1").status())
        .isEqualTo(401);
    assertThat(ada.sending(Sending.USUAL.withoutSignature()).slash("/desk", "x", "C1").status())
        .isEqualTo(401);
    assertThat(
            ada.sending(Sending.USUAL.signedBefore(Duration.ofMinutes(6)))
                .slash("/desk", "x", "C1")
                .status())
        .isEqualTo(401);
    assertThat(slack.urlVerification("abc").body()).contains("abc");
    assertThat(slack.raw("text/plain", "nonsense", Sending.USUAL).status()).isEqualTo(400);
  }

  @Test
  void aRedeliveredEventIsTheSameWithTheRetryHeaders() throws Exception {
    app.event(
        MessageEvent.class,
        (req, ctx) -> {
          heard.add(req.getEventId() + " " + ctx.getRetryNum());
          return ctx.ack();
        });
    SlackAck first = ada.sending(Sending.USUAL.withEventId("Ev1")).directMessage("x");
    slack.redeliver(first, 1, "http_timeout");
    assertThat(heard).containsExactly("Ev1 null", "Ev1 1");
  }

  @Test
  void theDesksOwnMessagesComeBackWhenEchoing() throws Exception {
    app.event(
        MessageEvent.class,
        (req, ctx) -> {
          heard.add(req.getEvent().getBotId());
          return ctx.ack();
        });
    slack.echoing(true);
    postCard();
    await().untilAsserted(() -> assertThat(heard).containsExactly("B0DESK"));
  }
}
