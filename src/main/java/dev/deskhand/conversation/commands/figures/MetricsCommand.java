package dev.deskhand.conversation.commands.figures;

import static dev.deskhand.language.CommandPermission.roles;
import static dev.deskhand.language.Role.MANAGER;

import dev.deskhand.cards.DurationWords;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.TicketlessCommand;
import dev.deskhand.conversation.replies.DeskTime;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Trait;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.tickets.IncidentFigures;
import dev.deskhand.tickets.IncidentFigures.Figures;
import dev.deskhand.tickets.IncidentFigures.OfPriority;
import dev.deskhand.tickets.Incidents;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(360)
record MetricsCommand(Incidents incidents, FigureScope scope, DeskTime time)
    implements TicketlessCommand<FigureScope.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "metrics",
              CommandGroup.MANAGE,
              "The figures on incidents of a period",
              "metrics 2026-01-01..2026-03-31")
          .takes(FigureScope.PERIOD, FigureScope.SERVICE)
          .permits(roles(MANAGER))
          .with(Trait.READS);

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public FigureScope.Arguments arguments(ParsedArguments given) {
    return FigureScope.Arguments.of(given);
  }

  @Override
  public List<Reply> carryOut(FigureScope.Arguments given, CommandContext context) {
    return scope.of(given.service(), service -> metrics(scope.span(given.period()), service));
  }

  private List<Reply> metrics(Span span, @Nullable String service) {
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

  private static List<String> lines(Figures figures, Span span) {
    return List.of(
        "Backlog at the start: " + figures.backlogBefore(),
        "Opened: " + figures.opened(),
        "Resolved: " + figures.resolved(),
        "Reopened: " + figures.reopened(),
        "Cancelled: " + figures.cancelled(),
        "Merged: " + figures.merged(),
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
        + ", merged "
        + figures.merged()
        + ", closed unresolved "
        + figures.closedUnresolved()
        + ", backlog "
        + figures.backlog()
        + ", mean time to resolve "
        + DurationWords.exact(figures.meanToResolve());
  }
}
