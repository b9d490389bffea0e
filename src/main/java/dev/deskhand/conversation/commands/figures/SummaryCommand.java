package dev.deskhand.conversation.commands.figures;

import static dev.deskhand.language.CommandPermission.roles;
import static dev.deskhand.language.Role.MANAGER;

import dev.deskhand.cards.OutageChart;
import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.ConversationProperties;
import dev.deskhand.conversation.commands.TicketlessCommand;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Trait;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.language.Period;
import dev.deskhand.status.OutageSummary;
import dev.deskhand.status.Outages;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(350)
public record SummaryCommand(
    Outages outages,
    FigureScope scope,
    OutageChart chart,
    ConversationProperties properties,
    Clock clock)
    implements TicketlessCommand<FigureScope.Arguments> {

  public static final CommandSpec SPEC =
      CommandSpec.of(
              "summary",
              CommandGroup.MANAGE,
              "The outage summary of a period, with its evidence",
              "summary 30d")
          .takes(FigureScope.PERIOD, FigureScope.SERVICE)
          .permits(roles(MANAGER))
          .seenByEveryone()
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
    return scope.of(given.service(), service -> summary(scope.span(given.period()), service));
  }

  private List<Reply> summary(Span span, @Nullable String service) {
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
  }

  /** The outages of the last days in words alone, with the way to the whole summary. */
  public List<Reply> outages(int days) {
    Span span = scope.span(new Period.LastDays(days));
    return switch (outages.summary(span.from(), span.until(), null)) {
      case Outages.Summarised.Done done -> {
        Reply.Text words = SummaryWords.of(done.summary(), span, null, clock.instant());
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
    replies.add(SummaryWords.of(summary, span, service, clock.instant()));
    chart
        .png(summary, properties.timeZone())
        .ifPresent(
            png ->
                replies.add(
                    new Reply.Picture(
                        "Outages, " + span.words(), SummaryWords.description(summary), png)));
    return replies;
  }
}
