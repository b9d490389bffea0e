package dev.deskhand.commandline.servicenow;

import dev.deskhand.tickets.IncidentState;
import dev.deskhand.tickets.Incidents.Level;
import dev.deskhand.tickets.Priority;
import dev.deskhand.tickets.WaitingFor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What ServiceNow's choices mean to the desk, by their numbers, their names, or both. */
final class ServiceNowValues {

  /** Such as {@code 2 - High}, {@code 2}, {@code P2} and {@code High}. */
  private static final Pattern CHOICE =
      Pattern.compile("[Pp]?(-?\\d+)(?:\\s*[-–:.]\\s*(?<both>.*\\D.*))?|(?<name>.*)");

  private static final Pattern BLANK = Pattern.compile("[\\s\\p{Cc}\\p{Z}]+");

  private ServiceNowValues() {}

  static String oneLine(String text) {
    return BLANK.matcher(text).replaceAll(" ").strip();
  }

  /**
   * How far the work is.
   *
   * @param holdReason why it is on hold; null if nothing says it: then for the requester
   */
  static Optional<Situation> situation(String value, @Nullable String holdReason) {
    Choice choice = Choice.of(value);
    Optional<Situation> named =
        choice.name().isEmpty() ? Optional.empty() : named(choice, holdReason);
    return named.isPresent() || !choice.name().isEmpty() ? named : numbered(choice, holdReason);
  }

  private static Optional<Situation> named(Choice choice, @Nullable String holdReason) {
    return switch (choice.name()) {
      case "new", "open" -> in(IncidentState.NEW);
      case "active", "inprogress", "workinprogress", "assigned", "reopened" ->
          in(IncidentState.IN_PROGRESS);
      case "onhold", "pending" -> Optional.of(onHold(holdReason));
      case "resolved" -> in(IncidentState.RESOLVED);
      case "closed", "closedcomplete", "closedincomplete" -> in(IncidentState.CLOSED);
      case "canceled", "cancelled", "closedskipped", "closedcanceled", "closedcancelled" ->
          in(IncidentState.CANCELLED);
      default ->
          choice.name().startsWith("awaiting")
              ? Optional.of(waiting(choice.name()))
              : Optional.empty();
    };
  }

  private static Optional<Situation> numbered(Choice choice, @Nullable String holdReason) {
    return switch (choice.number()) {
      case "1" -> in(IncidentState.NEW);
      case "2" -> in(IncidentState.IN_PROGRESS);
      case "3", "-5" -> Optional.of(onHold(holdReason));
      case "4" -> Optional.of(new Situation(IncidentState.WAITING, WaitingFor.REQUESTER));
      case "5" -> Optional.of(new Situation(IncidentState.WAITING, WaitingFor.PROBLEM));
      case "6" -> in(IncidentState.RESOLVED);
      case "7" -> in(IncidentState.CLOSED);
      case "8" -> in(IncidentState.CANCELLED);
      default -> Optional.empty();
    };
  }

  private static Optional<Situation> in(IncidentState state) {
    return Optional.of(new Situation(state, null));
  }

  private static Situation onHold(@Nullable String reason) {
    if (reason == null) {
      return new Situation(IncidentState.WAITING, WaitingFor.REQUESTER);
    }
    Choice choice = Choice.of(reason);
    return switch (choice.name().isEmpty() ? choice.number() : "") {
      case "3", "5" -> new Situation(IncidentState.WAITING, WaitingFor.PROBLEM);
      case "4" -> new Situation(IncidentState.WAITING, WaitingFor.VENDOR);
      default -> waiting(choice.name());
    };
  }

  private static Situation waiting(String words) {
    WaitingFor whom =
        words.matches(".*(vendor|supplier|thirdparty|external).*")
            ? WaitingFor.VENDOR
            : words.matches(".*(problem|evidence|change).*")
                ? WaitingFor.PROBLEM
                : WaitingFor.REQUESTER;
    return new Situation(IncidentState.WAITING, whom);
  }

  static Optional<Level> level(String value) {
    Choice choice = Choice.of(value);
    return switch (choice.number().isEmpty() ? choice.name() : choice.number()) {
      case "1", "high" -> Optional.of(Level.HIGH);
      case "2", "medium", "moderate" -> Optional.of(Level.MEDIUM);
      case "3", "low" -> Optional.of(Level.LOW);
      default -> Optional.empty();
    };
  }

  /** The desk has four, so that the fifth of ServiceNow, for what is planned, is the fourth. */
  static Optional<Priority> priority(String value) {
    Choice choice = Choice.of(value);
    return switch (choice.number().isEmpty() ? choice.name() : choice.number()) {
      case "1", "critical" -> Optional.of(Priority.P1);
      case "2", "high" -> Optional.of(Priority.P2);
      case "3", "moderate", "medium" -> Optional.of(Priority.P3);
      case "4", "low", "5", "planning" -> Optional.of(Priority.P4);
      default -> Optional.empty();
    };
  }

  /** A state and what it waits for. */
  record Situation(IncidentState state, @Nullable WaitingFor waitingFor) {}

  /**
   * One of ServiceNow's choices.
   *
   * @param number empty if it has none
   * @param name its letters alone, in small; empty if it has none
   */
  private record Choice(String number, String name) {

    static Choice of(String value) {
      Matcher matcher = CHOICE.matcher(value);
      if (!matcher.matches() || matcher.group(1) == null) {
        return new Choice("", letters(value));
      }
      return new Choice(matcher.group(1), letters(matcher.group("both")));
    }

    private static String letters(@Nullable String text) {
      return text == null ? "" : text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]", "");
    }
  }
}
