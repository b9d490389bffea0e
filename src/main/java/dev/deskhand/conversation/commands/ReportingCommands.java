package dev.deskhand.conversation.commands;

import dev.deskhand.cards.DurationWords;
import dev.deskhand.cards.OutageCards;
import dev.deskhand.cards.OutageChart;
import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.ConversationProperties;
import dev.deskhand.language.Command;
import dev.deskhand.status.Outage;
import dev.deskhand.status.OutageSummary;
import dev.deskhand.status.Outages;
import dev.deskhand.status.Services;
import dev.deskhand.tickets.IncidentFigures;
import dev.deskhand.tickets.IncidentFigures.Figures;
import dev.deskhand.tickets.IncidentFigures.OfPriority;
import dev.deskhand.tickets.Incidents;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The commands that ask for figures. */
@Component
public class ReportingCommands {

  /** As many keys are named as evidence at once; the rest is counted. */
  private static final int NAMED = 20;

  private final Incidents incidents;
  private final Outages outages;
  private final Services services;
  private final OutageChart chart;
  private final ConversationProperties properties;
  private final DeskTime time;
  private final Clock clock;

  ReportingCommands(
      Incidents incidents,
      Outages outages,
      Services services,
      OutageChart chart,
      ConversationProperties properties,
      DeskTime time,
      Clock clock) {
    this.incidents = incidents;
    this.outages = outages;
    this.services = services;
    this.chart = chart;
    this.properties = properties;
    this.time = time;
    this.clock = clock;
  }

  /**
   * A period with its bounds, and how to say it.
   *
   * @param words names it, and says if it is not over
   */
  private record Span(Instant from, Instant until, String words, Course course) {

    /** Where a period is in time. */
    private enum Course {
      TO_COME,
      RUNNING,
      OVER
    }

    boolean over() {
      return course == Course.OVER;
    }

    boolean toCome() {
      return course == Course.TO_COME;
    }
  }

  public List<Reply> metrics(Command.Metrics command) {
    return of(
        command.service(),
        service -> {
          Span span = span(command.period());
          var figures = incidents.figures(span.from(), span.until(), service);
          List<String> lines = new ArrayList<>();
          lines.add("Incidents, " + span.words() + (service == null ? "" : ", " + service));
          // a log of elsewhere may be ahead of the desk's clock
          if (span.toCome() && figures.all().opened() == 0 && figures.all().resolved() == 0) {
            return Replies.one(new Reply.Text(lines.getFirst()));
          }
          lines.addAll(lines(figures.all(), span));
          for (OfPriority of : figures.byPriority()) {
            lines.add(of.priority() + ": " + inOneLine(of.figures()));
          }
          if (figures.allReopenedSince() > 0) {
            lines.add("");
            lines.add(reopenedSince(figures));
          }
          return Replies.one(new Reply.Text(String.join("\n", lines)));
        });
  }

  private String reopenedSince(IncidentFigures figures) {
    String named =
        figures.reopenedSince().stream()
            .map(reopened -> reopened.key() + " on " + time.words(reopened.at()))
            .collect(Collectors.joining(", "));
    long more = figures.allReopenedSince() - figures.reopenedSince().size();
    return "Resolved in this period and reopened since, which is counted when it happened: "
        + named
        + (more > 0 ? " and " + more + " more" : "");
  }

  public List<Reply> summary(Command.Summary command) {
    return of(
        command.service(),
        service -> {
          Span span = span(command.period());
          if (span.toCome()) {
            return Replies.one(new Reply.Text("Outages, " + span.words()));
          }
          return switch (outages.summary(span.from(), span.until(), service)) {
            case Outages.Summarised.Done done -> drawn(done.summary(), span, service);
            case Outages.Summarised.TooMany many ->
                Replies.no(
                    String.format(
                        Locale.ROOT,
                        "More than %,d outages touch this period, too many for one summary. Choose"
                            + " a shorter one, such as summary 7d%s.",
                        many.most(),
                        service == null ? ", or one service with service:NAME" : ""));
          };
        });
  }

  /** The outages of the last days in words alone, with the way to the whole summary. */
  List<Reply> outages(int days) {
    Span span = span(new Command.Period.LastDays(days));
    return switch (outages.summary(span.from(), span.until(), null)) {
      case Outages.Summarised.Done done -> {
        Reply.Text words = words(done.summary(), span, null);
        yield Replies.one(
            new Reply.Text(
                words.text(),
                words.keys(),
                List.of(
                    Action.of("The whole summary", "summary " + days + "d"),
                    Action.of("Figures on incidents", "metrics " + days + "d"))));
      }
      case Outages.Summarised.TooMany many -> List.of();
    };
  }

  private List<Reply> drawn(OutageSummary summary, Span span, @Nullable String service) {
    List<Reply> replies = new ArrayList<>();
    replies.add(words(summary, span, service));
    chart
        .png(summary, properties.timeZone())
        .ifPresent(
            png ->
                replies.add(
                    new Reply.Picture("Outages, " + span.words(), description(summary), png)));
    return replies;
  }

  private List<Reply> of(@Nullable String named, Function<@Nullable String, List<Reply>> answer) {
    if (named == null) {
      return answer.apply(null);
    }
    return switch (services.find(named)) {
      case Services.Found.One one -> answer.apply(one.service().name());
      case Services.Found.Retired retired -> answer.apply(retired.service().name());
      case Services.Found.None none -> ReportCommand.unknownService(named, none.nearest());
    };
  }

  private Span span(Command.Period period) {
    Instant now = clock.instant();
    return switch (period) {
      case Command.Period.LastDays last ->
          new Span(
              now.minus(Duration.ofDays(last.days())),
              // what happened this very moment has happened
              now.plusMillis(1),
              "last " + last.days() + " days",
              Span.Course.OVER);
      case Command.Period.Days days -> {
        Instant from = days.from().atStartOfDay(properties.timeZone()).toInstant();
        Instant until = days.to().plusDays(1).atStartOfDay(properties.timeZone()).toInstant();
        String words = days.from() + " to " + days.to() + " (" + properties.timeZone() + ")";
        yield from.isAfter(now)
            ? new Span(from, until, words + ": this has not begun yet", Span.Course.TO_COME)
            : until.isAfter(now)
                ? new Span(from, until, words + ", so far", Span.Course.RUNNING)
                : new Span(from, until, words, Span.Course.OVER);
      }
    };
  }

  private static List<String> lines(Figures figures, Span span) {
    return List.of(
        "Backlog at the start: " + figures.backlogBefore(),
        "Opened: " + figures.opened(),
        "Resolved: " + figures.resolved(),
        "Reopened: " + figures.reopened(),
        "Cancelled: " + figures.cancelled(),
        "Closed unresolved: " + figures.closedUnresolved(),
        (span.over() ? "Backlog at the end: " : "Backlog so far: ") + figures.backlog(),
        "Time to first response: mean "
            + DurationWords.exact(figures.meanToFirstResponse())
            + ", median "
            + DurationWords.exact(figures.medianToFirstResponse()),
        "Time to resolve: mean "
            + DurationWords.exact(figures.meanToResolve())
            + ", median "
            + DurationWords.exact(figures.medianToResolve()));
  }

  private static String inOneLine(Figures figures) {
    return "opened "
        + figures.opened()
        + ", resolved "
        + figures.resolved()
        + ", reopened "
        + figures.reopened()
        + ", cancelled "
        + figures.cancelled()
        + ", closed unresolved "
        + figures.closedUnresolved()
        + ", backlog "
        + figures.backlog()
        + ", mean time to resolve "
        + DurationWords.exact(figures.meanToResolve());
  }

  private Reply.Text words(OutageSummary summary, Span span, @Nullable String service) {
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
        (summary.until().isAfter(clock.instant()) ? "Still open: " : "Open at its end: ")
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

  private static String description(OutageSummary summary) {
    return summary.services().isEmpty()
        ? "No outages."
        : String.join("\n", summary.services().stream().map(ReportingCommands::share).toList());
  }
}
