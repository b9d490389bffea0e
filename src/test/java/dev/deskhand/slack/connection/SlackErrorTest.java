package dev.deskhand.slack.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.ChatPlatform.Delivery;
import dev.deskhand.slack.delivery.DeliveryOutcomes;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each of Slack's errors leads to. */
class SlackErrorTest {

  @ParameterizedTest
  @CsvSource({
    "ratelimited, WAIT",
    "internal_error, TRY_AGAIN",
    "fatal_error, TRY_AGAIN",
    "token_revoked, HOLD",
    "account_inactive, HOLD",
    "missing_scope, WAIT_FOR_ADMIN",
    "not_in_channel, JOIN",
    "channel_not_found, SET_ASIDE",
    "is_archived, SET_ASIDE",
    "user_not_found, SET_ASIDE",
    "user_disabled, SET_ASIDE",
    "message_not_found, POST_ANEW",
    "msg_too_long, SAY_PLAINLY",
    "invalid_blocks, SAY_PLAINLY",
    "something_new, SET_ASIDE"
  })
  void anErrorLeadsToItsRemedy(String word, SlackError.Remedy remedy) {
    assertThat(SlackError.remedy(word)).isEqualTo(remedy);
  }

  @ParameterizedTest
  @EnumSource(SlackError.class)
  void noErrorIsRepeatedAtOnceOrForgotten(SlackError error) {
    assertThat(SlackError.of(error.word())).contains(error);
    Delivery delivery = DeliveryOutcomes.delivery(new ApiResult.Refused<>(error.word(), ""));
    switch (delivery) {
      case Delivery.Delivered delivered -> assertThat(delivered).isNull();
      case Delivery.OtherInstance elsewhere -> assertThat(elsewhere).isNull();
      case Delivery.RateLimited(Duration after, String reason) ->
          assertThat(after).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
      case Delivery.Barred(Duration after, String reason) ->
          assertThat(after).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
      // the outbox waits longer after each
      case Delivery.Retry(Duration after, String reason) -> assertThat(after).isNull();
      case Delivery.TargetGone(String reason) -> assertThat(reason).contains(error.word());
      case Delivery.Rejected(String reason) -> assertThat(reason).contains(error.word());
    }
  }

  @Test
  void whatAnAdminReadsSaysWhatToDo() {
    assertThat(
            DeliveryOutcomes.delivery(
                new ApiResult.Refused<>("missing_scope", "needed: files:write")))
        .isEqualTo(
            new Delivery.RateLimited(
                Duration.ofMinutes(10), "missing_scope (needed: files:write)"));
    assertThat(DeliveryOutcomes.delivery(new ApiResult.Refused<>("is_archived", "")))
        .isEqualTo(new Delivery.Rejected("is_archived: the channel is archived"));
  }
}
