package dev.deskhand.conversation.commands.figures;

import dev.deskhand.cards.DurationWords;
import dev.deskhand.cards.OutageCards;
import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.status.Outage;
import dev.deskhand.status.OutageSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The outage summary in words. */
final class SummaryWords {

  /** As many keys are named as evidence at once; the rest is counted. */
  private static final int NAMED = 20;

  private SummaryWords() {}

  /** The whole summary, with its evidence. */
  static Reply.Text of(OutageSummary summary, Span span, @Nullable String service, Instant now) {
    List<String> lines = new ArrayList<>();
    lines.add("Outages, " + span.words() + (service == null ? "" : ", " + service));
    List<OutageSummary.Entry> entries = summary.outages();
    if (entries.isEmpty()) {
      lines.add("None.");
      return new Reply.Text(String.join("\n", lines));
    }
    List<String> open =
        entries.stream()
            .map(OutageSummary.Entry::outage)
            .filter(o -> o.open())
            .map(o -> o.key())
            .toList();
    lines.add("Outages: " + summary.total() + ", " + DurationWords.exact(summary.totalDuration()));
    lines.add(
        "Incidents linked: "
            + summary.incidents()
            + ", people affected: "
            + summary.peopleAffected());
    lines.add(
        "Mean time to acknowledge: "
            + DurationWords.exact(summary.meanToAcknowledge())
            + evidence(summary.acknowledged()));
    lines.add(
        "Mean time to restore: "
            + DurationWords.exact(summary.meanToRestore())
            + evidence(summary.restored()));
    lines.add(
        (summary.until().isAfter(now) ? "Still open: " : "Open at its end: ")
            + (summary.open() == 0
                ? "none"
                : summary.open() + " [" + named(open, summary.open()) + "]"));
    lines.add("");
    summary.services().forEach(share -> lines.add(share(share)));
    lines.add("");
    if (summary.total() > entries.size()) {
      lines.add("Those still open and the latest, " + entries.size() + " in all:");
    }
    entries.forEach(entry -> lines.add(entry(entry)));
    return new Reply.Text(
        String.join("\n", lines),
        entries.stream().map(entry -> entry.outage().key()).toList(),
        entries.stream()
            .limit(5)
            .map(entry -> Action.of("Show " + entry.outage().key(), "show " + entry.outage().key()))
            .toList());
  }

  /** How each service did, for those who do not see the picture. */
  static String description(OutageSummary summary) {
    return summary.services().isEmpty()
        ? "No outages."
        : String.join("\n", summary.services().stream().map(SummaryWords::share).toList());
  }

  private static String share(OutageSummary.ServiceShare share) {
    return share.service()
        + ": down "
        + DurationWords.exact(share.downtime())
        + ", degraded "
        + DurationWords.exact(share.degraded())
        + ", available "
        + share.availability().toPlainString()
        + " %"
        + (share.level() == null
            ? ""
            : " (agreed "
                + share.level().toPlainString()
                + " %, "
                + (share.availability().compareTo(share.level()) >= 0 ? "kept" : "missed")
                + ")")
        + evidence(share.evidence());
  }

  private static String entry(OutageSummary.Entry entry) {
    return entry.outage().key()
        + " "
        + OutageCards.title(entry.outage())
        + ", "
        + lasted(entry)
        + ", "
        + (entry.outage().cause() == null
            ? "cause not known yet"
            : "cause: " + entry.outage().cause())
        + (entry.incidentKeys().isEmpty()
            ? ""
            : ", " + named(entry.incidentKeys(), entry.outage().incidents()));
  }

  /** How long, and how much of it was how bad if it did not stay the same. */
  private static String lasted(OutageSummary.Entry entry) {
    String whole = DurationWords.of(entry.duration());
    Map<Outage.Severity, Duration> parts = new EnumMap<>(Outage.Severity.class);
    entry
        .stretches()
        .forEach(
            stretch ->
                parts.merge(
                    stretch.severity(),
                    Duration.between(stretch.from(), stretch.until()),
                    Duration::plus));
    return parts.size() < 2
        ? whole
        : whole
            + " (down "
            + DurationWords.of(parts.getOrDefault(Outage.Severity.DOWN, Duration.ZERO))
            + ", degraded "
            + DurationWords.of(parts.getOrDefault(Outage.Severity.DEGRADED, Duration.ZERO))
            + ")";
  }

  private static String evidence(List<String> keys) {
    return keys.isEmpty() ? "" : " [" + named(keys, keys.size()) + "]";
  }

  /** The first keys, and how many more there are of them all. */
  private static String named(List<String> keys, int all) {
    List<String> first = keys.subList(0, Math.min(NAMED, keys.size()));
    return String.join(", ", first)
        + (all > first.size() ? " and " + (all - first.size()) + " more" : "");
  }
}
