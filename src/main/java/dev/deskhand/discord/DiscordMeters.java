package dev.deskhand.discord;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Counts what the desk asks of Discord, and what becomes of its connection. */
class DiscordMeters implements Interceptor {

  private final MeterRegistry meters;

  DiscordMeters(MeterRegistry meters) {
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

  /** Counts something that happened to the gateway's session. */
  void gateway(String event) {
    meters.counter("deskhand.discord.gateway", "event", event).increment();
  }

  private void request(String status) {
    meters.counter("deskhand.discord.requests", "status", status).increment();
  }
}
