package dev.deskhand.slack.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ScreensTest {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-05T09:00:00Z"));
  private final Workspace workspace =
      new Workspace(
          new Clock() {
            @Override
            public ZoneOffset getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return now.get();
            }
          });
  private final Screens screens = new Screens(workspace);

  private static ObjectNode modal(String title) {
    ObjectNode view = Json.object().put("type", "modal");
    view.putObject("title").put("type", "plain_text").put("text", title);
    return view;
  }

  @Test
  void aTriggerOpensOneModalWithinThreeSeconds() {
    String used = screens.trigger("U1");
    screens.open(used, modal("one"));
    assertThatThrownBy(() -> screens.open(used, modal("two"))).hasMessage("exchanged_trigger_id");
    String late = screens.trigger("U1");
    now.set(now.get().plus(Duration.ofMillis(3_001)));
    assertThatThrownBy(() -> screens.open(late, modal("two"))).hasMessage("expired_trigger_id");
    assertThatThrownBy(() -> screens.open("12.34.ab", modal("two")))
        .hasMessage("expired_trigger_id");
    assertThatThrownBy(() -> screens.open("nonsense", modal("two")))
        .hasMessage("invalid_trigger_id");
    assertThat(screens.top("U1").map(SlackView::title)).hasValue("one");
  }

  @Test
  void modalsStackThreeHighAndComeBackWhenTheOneOnTopCloses() {
    screens.open(screens.trigger("U1"), modal("one"));
    screens.push(screens.trigger("U1"), modal("two"));
    SlackView third = screens.push(screens.trigger("U1"), modal("three"));
    assertThatThrownBy(() -> screens.push(screens.trigger("U1"), modal("four")))
        .hasMessage("push_limit_reached");
    screens.close(third, false);
    assertThat(screens.top("U1").map(SlackView::title)).hasValue("two");
    screens.close(third, true);
    assertThat(screens.stack("U1")).isEmpty();
  }

  @Test
  void aViewThatHasChangedSinceIsNotOverwritten() {
    SlackView first = screens.open(screens.trigger("U1"), modal("one"));
    String seen = Json.text(first.json(), "hash");
    SlackView second = screens.update(first.id(), "", seen, modal("two"));
    assertThat(second.id()).isEqualTo(first.id());
    assertThatThrownBy(() -> screens.update(first.id(), "", seen, modal("three")))
        .hasMessage("hash_conflict");
    assertThatThrownBy(() -> screens.update("V9999", "", "", modal("x"))).hasMessage("not_found");
    assertThat(screens.top("U1").map(SlackView::title)).hasValue("two");
  }
}
