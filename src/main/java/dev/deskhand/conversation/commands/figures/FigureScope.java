package dev.deskhand.conversation.commands.figures;

import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.ConversationProperties;
import dev.deskhand.conversation.commands.ServiceReplies;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.language.Period;
import dev.deskhand.status.Services;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What figures are about: a period, and one service or all of them. */
@Component
class FigureScope {

  static final Param PERIOD =
      Param.optional("period", Kind.PERIOD, "7d, 30d, or two dates such as 2026-01-01..2026-03-31");
  static final Param SERVICE = Param.named("service", Kind.SERVICE, "only this service");

  /**
   * The arguments of a command that asks for figures.
   *
   * @param service as it was named; null for all of them
   */
  record Arguments(Period period, @Nullable String service) {
    static Arguments of(ParsedArguments given) {
      return new Arguments(given.period(), given.textOrNull("service"));
    }
  }

  private final Services services;
  private final ConversationProperties properties;
  private final Clock clock;

  FigureScope(Services services, ConversationProperties properties, Clock clock) {
    this.services = services;
    this.properties = properties;
    this.clock = clock;
  }

  /** A period as it lies in time. */
  Span span(Period period) {
    return Span.of(period, clock.instant(), properties.timeZone());
  }

  /** The answer for the service that was named, by its real name, or for all of them. */
  List<Reply> of(@Nullable String named, Function<@Nullable String, List<Reply>> answer) {
    if (named == null) {
      return answer.apply(null);
    }
    return switch (services.find(named)) {
      case Services.Found.One one -> answer.apply(one.service().name());
      case Services.Found.Retired retired -> answer.apply(retired.service().name());
      case Services.Found.None none -> ServiceReplies.unknownService(named, none.nearest());
    };
  }
}
