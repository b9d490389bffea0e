package dev.deskhand.slack;

import com.slack.api.Slack;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import dev.deskhand.slack.ApiResult.Busy;
import dev.deskhand.slack.ApiResult.Done;
import dev.deskhand.slack.ApiResult.Refused;
import dev.deskhand.slack.ApiResult.Unclear;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Slack's Web API, as the desk uses it: every call is measured, and no failure is thrown. */
final class SlackApi {

  /** Error words by which Slack says that it has a bad day. */
  private static final Set<String> SLACKS_FAULT =
      Set.of(
          "internal_error",
          "fatal_error",
          "service_unavailable",
          "request_timeout",
          "team_added_to_org",
          "rollup_error");

  private final Slack slack;
  private final MethodsClient methods;
  private final SlackHealth health;
  private final MeterRegistry meters;

  SlackApi(Slack slack, String botToken, SlackHealth health, MeterRegistry meters) {
    this.slack = slack;
    this.methods = slack.methods(botToken);
    this.health = health;
    this.meters = meters;
  }

  /** One call of a method of the Web API. */
  @FunctionalInterface
  interface Call<T> {
    T on(MethodsClient methods) throws IOException, SlackApiException;
  }

  <T extends SlackApiTextResponse> ApiResult<T> call(String method, Call<T> call) {
    Timer.Sample sample = Timer.start(meters);
    ApiResult<T> result = attempt(call);
    measured(sample, method, result);
    health.saw(result);
    return result;
  }

  private <T extends SlackApiTextResponse> ApiResult<T> attempt(Call<T> call) {
    try {
      T answer = call.on(methods);
      if (answer.isOk()) {
        return new Done<>(answer);
      }
      String error = answer.getError() == null ? "unknown_error" : answer.getError();
      if (error.equals("ratelimited") || error.equals("rate_limited")) {
        return new Busy<>(null);
      }
      if (SLACKS_FAULT.contains(error)) {
        return new Unclear<>(error);
      }
      String needed = answer.getNeeded();
      return new Refused<>(error, needed == null ? "" : "needed: " + needed + ". " + Scope.REMEDY);
    } catch (SlackApiException e) {
      return ofStatus(e.getResponse());
    } catch (IOException e) {
      return new Unclear<>("no answer: " + e.getClass().getSimpleName());
    } catch (RuntimeException e) {
      // such as an answer in JSON that is not Slack's
      return new Unclear<>("no readable answer: " + e.getClass().getSimpleName());
    }
  }

  private static <T> ApiResult<T> ofStatus(Response response) {
    if (response.code() == 429) {
      return new Busy<>(retryAfter(response));
    }
    if (response.code() >= 500) {
      return new Unclear<>("HTTP " + response.code());
    }
    return new Refused<>("http_" + response.code(), "");
  }

  private static @Nullable Duration retryAfter(Response response) {
    String header = response.header("Retry-After");
    try {
      return header == null ? null : Duration.ofSeconds(Long.parseLong(header.strip()));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Answers through the address that Slack gave with a command or a press. */
  ApiResult<String> respond(String responseUrl, Object body) {
    return post("response_url", () -> slack.getHttpClient().postJsonBody(responseUrl, body));
  }

  /** Sends the bytes of a file to where Slack said. */
  ApiResult<String> upload(String uploadUrl, byte[] content) {
    Request request =
        new Request.Builder().url(uploadUrl).post(RequestBody.create(content)).build();
    return post("upload", () -> slack.getHttpClient().getOkHttpClient().newCall(request).execute());
  }

  private interface Sending {
    Response send() throws IOException;
  }

  private ApiResult<String> post(String name, Sending sending) {
    Timer.Sample sample = Timer.start(meters);
    ApiResult<String> result;
    try (Response response = sending.send()) {
      result = response.isSuccessful() ? new Done<>("") : ofStatus(response);
    } catch (IOException | IllegalArgumentException e) {
      result = new Unclear<>("no answer: " + e.getClass().getSimpleName());
    }
    measured(sample, name, result);
    return result;
  }

  private void measured(Timer.Sample sample, String method, ApiResult<?> result) {
    String outcome =
        switch (result) {
          case Done<?> done -> "ok";
          case Refused<?> refused -> refused.error();
          case Busy<?> busy -> "ratelimited";
          case Unclear<?> unclear -> "unclear";
        };
    sample.stop(
        Timer.builder("deskhand.slack.calls")
            .description("Calls of the desk to Slack by method and outcome")
            .tag("method", method)
            .tag("outcome", outcome)
            .register(meters));
  }
}
