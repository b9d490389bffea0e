package dev.deskhand.slack.connection;

import com.slack.api.Slack;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import dev.deskhand.slack.connection.ApiResult.Busy;
import dev.deskhand.slack.connection.ApiResult.Done;
import dev.deskhand.slack.connection.ApiResult.Refused;
import dev.deskhand.slack.connection.ApiResult.Unclear;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Slack's Web API, as the desk uses it: every call keeps Slack's pace and is measured, no call
 * makes its caller wait for its turn, and no failure is thrown.
 */
public final class SlackApi {

  private static final String AUTH_TEST = "auth.test";

  /** What hung for as long as the desk listened is done, or is not, after as long again, twice. */
  private static final int SETTLED = 3;

  private final Slack slack;
  private final MethodsClient methods;
  private final SlackHealth health;
  private final MeterRegistry meters;
  private final RateLimiter pace;
  private final TokenGuard lockout;
  private final CallPriority urgency;

  public SlackApi(
      Slack slack,
      String botToken,
      SlackHealth health,
      RateLimiter pace,
      TokenGuard lockout,
      MeterRegistry meters) {
    this(slack, slack.methods(botToken), health, pace, lockout, meters, CallPriority.SOON);
  }

  private SlackApi(
      Slack slack,
      MethodsClient methods,
      SlackHealth health,
      RateLimiter pace,
      TokenGuard lockout,
      MeterRegistry meters,
      CallPriority urgency) {
    this.slack = slack;
    this.methods = methods;
    this.health = health;
    this.pace = pace;
    this.lockout = lockout;
    this.meters = meters;
    this.urgency = urgency;
  }

  /** The same Slack, called as urgently as this; without saying so, a person waits who can. */
  public SlackApi as(CallPriority other) {
    return new SlackApi(slack, methods, health, pace, lockout, meters, other);
  }

  /** One call of a method of the Web API. */
  @FunctionalInterface
  public interface Call<T> {
    T on(MethodsClient methods) throws IOException, SlackApiException;
  }

  /** Calls a method, unless Slack's pace is to be kept or Slack does not let the desk in. */
  public <T extends SlackApiTextResponse> ApiResult<T> call(String method, Call<T> call) {
    return call(method, null, call);
  }

  /** The same for one that posts a message in a channel. */
  public <T extends SlackApiTextResponse> ApiResult<T> call(
      String method, @Nullable String channel, Call<T> call) {
    if (!method.equals(AUTH_TEST) && !isLetIn()) {
      return new Busy<>(TokenGuard.PAUSE, true);
    }
    Optional<Duration> wait = pace.take(method, channel, urgency);
    if (wait.isPresent()) {
      meters.counter("deskhand.slack.held.back", "method", method).increment();
      return new Busy<>(wait.get(), true);
    }
    Timer.Sample sample = Timer.start(meters);
    ApiResult<T> result = attempt(call);
    measured(sample, method, result);
    health.saw(result);
    return learnt(method, channel, result);
  }

  /** Whoever finds it time to ask does so, and goes on if the answer is good. */
  private boolean isLetIn() {
    return !lockout.holds()
        || (lockout.isToBeAsked()
            && call(AUTH_TEST, all -> all.authTest(request -> request)) instanceof Done);
  }

  private <T> ApiResult<T> learnt(String method, @Nullable String channel, ApiResult<T> result) {
    switch (result) {
      case Done<T> done -> {
        if (method.equals(AUTH_TEST)) {
          lockout.letIn();
        }
      }
      case Busy<T>(Duration after, boolean ours) -> {
        String kind = method.equals("chat.postMessage") ? channel : null;
        return new Busy<>(pace.complained(method, kind, after));
      }
      case Refused<T> refused -> {
        if (SlackError.remedy(refused.error()) == SlackError.Remedy.HOLD) {
          lockout.refused(refused.error());
        }
      }
      case Unclear<T> unclear -> {}
    }
    return result;
  }

  private <T extends SlackApiTextResponse> ApiResult<T> attempt(Call<T> call) {
    try {
      T answer = call.on(methods);
      if (answer.isOk()) {
        return new Done<>(answer);
      }
      String error = answer.getError() == null ? "unknown_error" : answer.getError();
      String needed = answer.getNeeded();
      return switch (SlackError.remedy(error)) {
        case WAIT -> new Busy<>(null);
        case TRY_AGAIN -> new Unclear<>(error);
        case HOLD, WAIT_FOR_ADMIN, JOIN, POST_ANEW, SAY_PLAINLY, SET_ASIDE ->
            new Refused<>(error, needed == null ? "" : "needed: " + needed + ". " + Scope.REMEDY);
      };
    } catch (SlackApiException e) {
      return ofStatus(e.getResponse());
    } catch (SocketTimeoutException e) {
      return new Unclear<>("no answer in time", listened().multipliedBy(SETTLED));
    } catch (IOException e) {
      return new Unclear<>("no answer: " + e.getClass().getSimpleName());
    } catch (RuntimeException e) {
      // such as an answer in JSON that is not Slack's
      return new Unclear<>("no readable answer: " + e.getClass().getSimpleName());
    }
  }

  private Duration listened() {
    return Duration.ofMillis(slack.getHttpClient().getOkHttpClient().readTimeoutMillis());
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
  public ApiResult<String> respond(String responseUrl, Object body) {
    return post("response_url", () -> slack.getHttpClient().postJsonBody(responseUrl, body));
  }

  /** Sends the bytes of a file to where Slack said. */
  public ApiResult<String> upload(String uploadUrl, byte[] content) {
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
