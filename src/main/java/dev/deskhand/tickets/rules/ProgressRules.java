package dev.deskhand.tickets.rules;

import dev.deskhand.people.Actor;
import dev.deskhand.tickets.IncidentSnapshot;
import dev.deskhand.tickets.IncidentState;
import dev.deskhand.tickets.Reporters;
import dev.deskhand.tickets.WaitingFor;
import dev.deskhand.tickets.rules.Decision.Allowed;
import dev.deskhand.tickets.rules.Decision.AlreadySo;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How far the work on an incident comes. */
final class ProgressRules {

  private ProgressRules() {}

  /** Who reported it on behalf of the requester answers for them, unless it is they who ask. */
  static Decision say(IncidentSnapshot facts, Reporters askers, String text, Actor by) {
    boolean answers =
        by.personId() == askers.requesterId()
            || (askers.include(by.personId())
                && !Objects.equals(facts.holder().assigneeId(), by.personId()));
    boolean waitedFor = facts.progress().waitingFor() == WaitingFor.REQUESTER && answers;
    return new Allowed(
        waitedFor ? facts.in(IncidentState.IN_PROGRESS, by.at()) : facts, text, false);
  }

  static Decision wait(
      String key, IncidentSnapshot facts, WaitingFor on, @Nullable String why, Instant at) {
    if (facts.progress().waitingFor() == on) {
      return new AlreadySo(
          "%s is waiting for the %s already.".formatted(key, on.name().toLowerCase(Locale.ROOT)));
    }
    return new Allowed(
        facts.with(facts.progress().to(IncidentState.WAITING, on, at)), orEmpty(why), false);
  }

  static Decision resume(String key, IncidentSnapshot facts, Instant at) {
    return facts.state() == IncidentState.IN_PROGRESS
        ? new AlreadySo(key + " is in progress already.")
        : new Allowed(facts.in(IncidentState.IN_PROGRESS, at), "", false);
  }

  static Decision resolve(String key, IncidentSnapshot facts, String how, Instant at) {
    if (facts.state() == IncidentState.RESOLVED) {
      return new AlreadySo(key + " is resolved already.");
    }
    IncidentSnapshot resolved = facts.in(IncidentState.RESOLVED, at);
    return new Allowed(resolved.with(resolved.progress().resolvedBy(how)), how, false);
  }

  static Decision close(String key, IncidentSnapshot facts, Instant at) {
    return facts.state() == IncidentState.CLOSED
        ? new AlreadySo(key + " is closed already.")
        : new Allowed(facts.in(IncidentState.CLOSED, at), "", false);
  }

  static Decision reopen(String key, IncidentSnapshot facts, String why, Instant at) {
    return facts.state().open()
        ? new AlreadySo(key + " is open already.")
        : new Allowed(facts.in(IncidentState.IN_PROGRESS, at), why, false);
  }

  static Decision cancel(String key, IncidentSnapshot facts, @Nullable String why, Instant at) {
    return facts.state() == IncidentState.CANCELLED
        ? new AlreadySo(key + " is cancelled already.")
        : new Allowed(
            facts.in(IncidentState.CANCELLED, at).with(facts.subject().partOf(null)),
            orEmpty(why),
            false);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
