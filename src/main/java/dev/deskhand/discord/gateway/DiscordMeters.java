package dev.deskhand.discord.gateway;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Counts what the desk asks of Discord, and what becomes of its connection. */
public class DiscordMeters implements Interceptor {

  private final MeterRegistry meters;

  public DiscordMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    try {
      Response response = chain.proceed(chain.request());
      request(Integer.toString(response.code()));
      return response;
    } catch (IOException e) {
      request("unreachable");
      throw e;
    }
  }

  /** Shows whether this copy of the desk has the session: 1 or 0, and 1 in all copies together. */
  void sessionHeld(BooleanSupplier held) {
    Gauge.builder("deskhand.discord.session", () -> held.getAsBoolean() ? 1 : 0)
        .description("whether this copy of the desk holds the sessions with Discord")
        .register(meters);
  }

  /** Counts something that happened to the gateway's session. */
  void gateway(String event) {
    meters.counter("deskhand.discord.gateway", "event", event).increment();
  }

  private void request(String status) {
    meters.counter("deskhand.discord.requests", "status", status).increment();
  }
}
