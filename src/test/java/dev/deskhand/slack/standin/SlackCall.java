package dev.deskhand.slack.standin;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One request of the desk to Slack, as it arrived, and what became of it. */
public final class SlackCall {

  private final int number;
  private final String method;
  private final Map<String, String> params;
  private final @Nullable String token;
  private final Instant at;
  private final long nanoTime;
  private volatile String outcome = "open";

  SlackCall(
      int number,
      String method,
      Map<String, String> params,
      @Nullable String token,
      Instant at,
      long nanoTime) {
    this.number = number;
    this.method = method;
    this.params = Map.copyOf(params);
    this.token = token;
    this.at = at;
    this.nanoTime = nanoTime;
  }

  /** Its place in the order of arrival, from 1. */
  public int number() {
    return number;
  }

  /**
   * {@code chat.postMessage} and so on; {@code response_url} and {@code upload} for the two that
   * have an address of their own.
   */
  public String method() {
    return method;
  }

  /** The arguments as text; lists and objects as their JSON. */
  public Map<String, String> params() {
    return params;
  }

  /** An argument, empty where it was not given. */
  public String param(String name) {
    return params.getOrDefault(name, "");
  }

  /** An argument that is JSON; a missing node where it was not given. */
  public JsonNode json(String name) {
    return Json.read(param(name));
  }

  public @Nullable String token() {
    return token;
  }

  /** When it arrived, by the stand-in's clock. */
  public Instant at() {
    return at;
  }

  /** When it arrived, by {@link System#nanoTime}, for measuring real distances. */
  public long nanoTime() {
    return nanoTime;
  }

  /**
   * {@code ok}, Slack's error word, {@code 429} and the like for an HTTP status, {@code lost} for a
   * dropped connection, or {@code open} while it is not answered.
   */
  public String outcome() {
    return outcome;
  }

  public boolean succeeded() {
    return outcome.equals("ok");
  }

  void came(String what) {
    outcome = what;
  }

  @Override
  public String toString() {
    return "#%d %s %s -> %s".formatted(number, method, params, outcome);
  }
}
