package dev.deskhand.slack.standin;

import static com.slack.api.model.block.Blocks.asBlocks;
import static com.slack.api.model.block.Blocks.input;
import static com.slack.api.model.block.composition.BlockCompositions.option;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.checkboxes;
import static com.slack.api.model.block.element.BlockElements.datePicker;
import static com.slack.api.model.block.element.BlockElements.externalSelect;
import static com.slack.api.model.block.element.BlockElements.plainTextInput;
import static com.slack.api.model.block.element.BlockElements.staticSelect;
import static com.slack.api.model.block.element.BlockElements.usersSelect;
import static com.slack.api.model.view.Views.view;
import static com.slack.api.model.view.Views.viewClose;
import static com.slack.api.model.view.Views.viewSubmit;
import static com.slack.api.model.view.Views.viewTitle;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.slack.api.app_backend.interactive_components.response.Option;
import com.slack.api.bolt.App;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Forms as a person meets them: opened by the desk, filled, refused, sent, left. */
class SlackFormTest {

  private final BoltDesk desk = new BoltDesk();
  private final SlackStandIn slack = desk.slack();
  private final App app = desk.app();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final SlackPerson ada = slack.person("U1", "Ada Lovelace");

  @AfterEach
  void close() throws Exception {
    desk.close();
  }

  private static ViewState.Value value(
      Map<String, Map<String, ViewState.Value>> values, String block, String action) {
    return requireNonNull(requireNonNull(values.get(block)).get(action));
  }

  private static View form() {
    return view(
        v ->
            v.type("modal")
                .callbackId("report")
                .title(viewTitle(t -> t.type("plain_text").text("Report")))
                .submit(viewSubmit(s -> s.type("plain_text").text("Send")))
                .close(viewClose(c -> c.type("plain_text").text("Never mind")))
                .notifyOnClose(true)
                .blocks(
                    asBlocks(
                        input(
                            i ->
                                i.blockId("text")
                                    .label(plainText("What is wrong?"))
                                    .element(plainTextInput(e -> e.actionId("value")))),
                        input(
                            i ->
                                i.blockId("impact")
                                    .label(plainText("Impact"))
                                    .element(
                                        staticSelect(
                                            e ->
                                                e.actionId("value")
                                                    .options(
                                                        List.of(
                                                            option(plainText("High"), "high"),
                                                            option(plainText("Low"), "low")))))),
                        input(
                            i ->
                                i.blockId("for")
                                    .optional(true)
                                    .label(plainText("For"))
                                    .element(usersSelect(e -> e.actionId("value")))),
                        input(
                            i ->
                                i.blockId("since")
                                    .optional(true)
                                    .label(plainText("Since"))
                                    .element(datePicker(e -> e.actionId("value")))),
                        input(
                            i ->
                                i.blockId("flags")
                                    .optional(true)
                                    .label(plainText("Flags"))
                                    .element(
                                        checkboxes(
                                            e ->
                                                e.actionId("value")
                                                    .options(
                                                        List.of(
                                                            option(plainText("VIP"), "vip")))))),
                        input(
                            i ->
                                i.blockId("service")
                                    .optional(true)
                                    .label(plainText("Service"))
                                    .element(
                                        externalSelect(
                                            e -> e.actionId("service").minQueryLength(1)))))));
  }

  @Test
  void aFormIsOpenedFilledAndSubmittedAsItIsOnTheScreen() throws Exception {
    app.globalShortcut(
        "report",
        (req, ctx) -> {
          heard.add(
              ""
                  + ctx.client()
                      .viewsOpen(r -> r.triggerId(ctx.getTriggerId()).view(form()))
                      .getError());
          heard.add(
              ""
                  + ctx.client()
                      .viewsOpen(r -> r.triggerId(ctx.getTriggerId()).view(form()))
                      .getError());
          return ctx.ack();
        });
    app.blockSuggestion(
        "service",
        (req, ctx) ->
            ctx.ack(r -> r.options(List.of(new Option(plainText("VPN (Amsterdam)"), "vpn")))));
    app.viewSubmission(
        "report",
        (req, ctx) -> {
          Map<String, Map<String, ViewState.Value>> values =
              req.getPayload().getView().getState().getValues();
          heard.add(value(values, "text", "value").getValue());
          heard.add(value(values, "impact", "value").getSelectedOption().getValue());
          heard.add(value(values, "for", "value").getSelectedUser());
          heard.add(value(values, "service", "service").getSelectedOption().getValue());
          heard.add(String.valueOf(value(values, "flags", "value").getSelectedOptions().size()));
          return value(values, "text", "value").getValue().length() < 5
              ? ctx.ackWithErrors(Map.of("text", "say more"))
              : ctx.ack();
        });
    ada.globalShortcut("report");
    assertThat(heard).containsExactly("null", "exchanged_trigger_id");
    heard.clear();
    SlackView modal = ada.modal().orElseThrow();
    assertThat(modal.labels())
        .containsExactly("What is wrong?", "Impact", "For", "Since", "Flags", "Service");
    assertThatThrownBy(() -> ada.submit(modal, Map.of("Impact", "High")))
        .hasMessageContaining("What is wrong?");

    SlackAck offered = ada.suggest(modal, "Service", "v");
    assertThat(offered.suggestions()).containsExactly("VPN (Amsterdam)");
    Map<String, Object> filled =
        Map.of(
            "What is wrong?", "VPN",
            "Impact", "High",
            "for", "U1",
            "Flags", List.of("VIP"),
            "Service", offered.options().getFirst());
    SlackAck refused = ada.submit(modal, filled);
    assertThat(refused.fieldErrors()).containsExactly(Map.entry("text", "say more"));
    assertThat(ada.modal()).isPresent();
    assertThat(heard).containsExactly("VPN", "high", "U1", "vpn", "1");

    assertThat(
            ada.submit(
                modal,
                Map.of("text", "VPN is down", "Impact", "low", "for", "U1", "Service", "vpn")))
        .matches(SlackAck::accepted, "accepted");
    assertThat(ada.modal()).isEmpty();
    assertThat(slack.complaints()).isEmpty();
  }

  @Test
  void leavingAFormIsToldWhereTheViewAsksForIt() throws Exception {
    app.globalShortcut(
        "report",
        (req, ctx) -> {
          ctx.client().viewsOpen(r -> r.triggerId(ctx.getTriggerId()).view(form()));
          return ctx.ack();
        });
    app.viewClosed(
        "report",
        (req, ctx) -> {
          heard.add("closed " + req.getPayload().getView().getCallbackId());
          return ctx.ack();
        });
    ada.globalShortcut("report");
    assertThat(ada.close(ada.modal().orElseThrow())).matches(SlackAck::accepted, "accepted");
    assertThat(heard).containsExactly("closed report");
    assertThat(ada.modal()).isEmpty();
  }
}
