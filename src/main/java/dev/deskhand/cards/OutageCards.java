package dev.deskhand.cards;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Reply.Fact;
import dev.deskhand.chat.Reply.Moment;
import dev.deskhand.chat.Reply.Standing;
import dev.deskhand.chat.Reply.State;
import dev.deskhand.chat.Reply.Tone;
import dev.deskhand.record.RecordEntry;
import dev.deskhand.record.Verb;
import dev.deskhand.status.Outage;
import dev.deskhand.status.OutageTimeline;
import dev.deskhand.status.Services.Health;
import dev.deskhand.status.Services.Service;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How outages and services look. */
public final class OutageCards {

  private static final Map<Verb, String> DONE =
      Map.of(
          Verb.DECLARE, "declared it",
          Verb.UPDATE, "gave an update",
          Verb.RESOLVE, "resolved it",
          Verb.ATTACH, "attached",
          Verb.DETACH, "took out");

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private OutageCards() {}

  /** The outage as it stands, for everyone. */
  public static Reply.Card card(Outage outage) {
    return card(outage, List.of(), List.of(), false);
  }

  /**
   * The outage with what happened to it.
   *
   * @param incidents the keys of the incidents that are part of it
   * @param agent whether the reader works on it
   */
  public static Reply.Card card(
      Outage outage, List<RecordEntry> timeline, List<String> incidents, boolean agent) {
    return new Reply.Card(
        outage.key(),
        title(outage),
        tone(outage),
        facts(outage, incidents),
        outage.text(),
        moments(timeline),
        actions(outage, agent),
        standing(outage));
  }

  private static Standing standing(Outage outage) {
    State state =
        switch (outage.stage()) {
          case INVESTIGATING -> State.INVESTIGATING;
          case IDENTIFIED -> State.IDENTIFIED;
          case MONITORING -> State.MONITORING;
          case RESOLVED -> State.RESOLVED;
        };
    return new Standing(state, new Fact("Stage", stage(outage)), null, !outage.open());
  }

  /** What is the matter: {@code VPN is down}, {@code VPN works again}. */
  public static String title(Outage outage) {
    if (!outage.open()) {
      return outage.service() + " works again";
    }
    return outage.service() + " is " + severity(outage.severity());
  }

  /** How bad it is, in words. */
  public static String severity(Outage.Severity severity) {
    return switch (severity) {
      case DOWN -> "down";
      case DEGRADED -> "degraded";
    };
  }

  /** The outage as a row of a list. */
  public static Reply.Row row(Outage outage) {
    return new Reply.Row(
        outage.key(),
        title(outage),
        stage(outage)
            + ", since "
            + MINUTE.format(outage.startedAt())
            + ", "
            + outage.text().lines().findFirst().orElse(""),
        List.of(Action.of("Show", "show " + outage.key())));
  }

  /** A service as a row of a list. */
  public static Reply.Row row(Service service) {
    List<String> parts = new ArrayList<>();
    parts.add(health(service.health()));
    service.openOutages().forEach(outage -> parts.add(outage.key() + " " + stage(outage)));
    return new Reply.Row("", service.name(), String.join(", ", parts), List.of());
  }

  /** A health in words. */
  public static String health(Health health) {
    return switch (health) {
      case UP -> "works";
      case DEGRADED -> "degraded";
      case DOWN -> "down";
    };
  }

  /** How far the work has come, in words. */
  public static String stage(Outage outage) {
    return words(outage.stage());
  }

  private static String words(Outage.Stage stage) {
    return stage.name().toLowerCase(Locale.ROOT);
  }

  private static List<Moment> moments(List<RecordEntry> timeline) {
    List<Moment> moments = new ArrayList<>();
    Outage.@Nullable Stage stage = null;
    for (RecordEntry entry : timeline) {
      moments.add(moment(entry, OutageTimeline.stage(entry) != stage));
      stage = OutageTimeline.stage(entry);
    }
    return moments;
  }

  /** The other verbs say by themselves which stage it reached. */
  private static Moment moment(RecordEntry entry, boolean newStage) {
    boolean update = entry.verb() == Verb.UPDATE;
    Outage.Severity severity = OutageTimeline.severity(entry);
    String what =
        Stream.of(
                DONE.getOrDefault(entry.verb(), entry.verb().words()),
                severity == null ? "" : (update ? "now " : "") + severity(severity),
                newStage && update ? words(OutageTimeline.stage(entry)) : "",
                entry.words())
            .filter(part -> !part.isBlank())
            .collect(Collectors.joining(": "));
    return new Moment(entry.at(), entry.actorName(), what, false);
  }

  /** How bad it was from then on, where that was said, and the stage that it was in. */
  public static String change(RecordEntry entry) {
    Outage.Severity severity = OutageTimeline.severity(entry);
    return (severity == null ? "" : severity(severity) + ", ") + words(OutageTimeline.stage(entry));
  }

  private static Tone tone(Outage outage) {
    if (!outage.open()) {
      return Tone.GOOD;
    }
    return switch (outage.severity()) {
      case DOWN -> Tone.DANGER;
      case DEGRADED -> Tone.WARNING;
    };
  }

  private static List<Fact> facts(Outage outage, List<String> incidents) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Service", outage.service()));
    facts.add(new Fact("Since", outage.startedAt().toString(), outage.startedAt()));
    if (outage.resolvedAt() != null) {
      facts.add(
          new Fact(
              "Lasted",
              DurationWords.of(Duration.between(outage.startedAt(), outage.resolvedAt()))));
    }
    if (outage.cause() != null) {
      facts.add(new Fact("Cause", outage.cause()));
    }
    if (!incidents.isEmpty()) {
      facts.add(new Fact("Incidents", String.join(", ", incidents)));
    } else if (outage.incidents() > 0) {
      facts.add(new Fact("Incidents", String.valueOf(outage.incidents())));
    }
    return facts;
  }

  private static List<Action> actions(Outage outage, boolean agent) {
    List<Action> actions = new ArrayList<>();
    if (agent && outage.open()) {
      actions.add(Action.primary("Update…", "outage update " + outage.key()));
      actions.add(Action.of("Resolve…", "outage resolve " + outage.key()));
    }
    String follow = "subscribe \"" + outage.service() + "\"";
    if (outage.open() && follow.length() <= 90) {
      actions.add(Action.of("Keep me posted", follow));
    }
    return actions;
  }
}
