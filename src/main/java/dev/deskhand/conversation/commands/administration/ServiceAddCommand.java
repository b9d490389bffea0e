package dev.deskhand.conversation.commands.administration;

import static dev.deskhand.language.CommandPermission.roles;
import static dev.deskhand.language.Role.ADMIN;

import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.TicketlessCommand;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.status.Services;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(380)
record ServiceAddCommand(Services services)
    implements TicketlessCommand<ServiceAddCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "service add",
              CommandGroup.MANAGE,
              "Adds a service",
              "service add \"Video calls\" criticality:high team:\"Workplace\" level:99.5")
          .takes(
              Param.required(
                  "name", Kind.WORD, "its name; typed in quotes if it has several words"),
              Param.named(
                  "kind",
                  Kind.CHOICE,
                  "what it is to people",
                  "supporting",
                  "internal-facing",
                  "external-facing"),
              Param.named(
                  "criticality",
                  Kind.CHOICE,
                  "how much depends on it",
                  "low",
                  "medium",
                  "high",
                  "critical"),
              Param.named("team", Kind.WORD, "the team that owns it"),
              Param.named(
                  "depends", Kind.WORD, "services that it depends on, with commas between them"),
              Param.named("level", Kind.WORD, "the agreed availability in percent, such as 99.5"))
          .permits(roles(ADMIN));

  /**
   * The service.
   *
   * @param level the agreed availability in percent, such as 99.5
   */
  record Arguments(
      String name,
      Services.Kind kind,
      Services.Criticality criticality,
      @Nullable String team,
      @Nullable String dependsOn,
      @Nullable String level) {}

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(
        given.text("name"),
        given
            .optional("kind")
            .flatMap(ServiceAddCommand::kind)
            .orElse(Services.Kind.INTERNAL_FACING),
        given.choice("criticality", Services.Criticality.class).orElse(Services.Criticality.MEDIUM),
        given.textOrNull("team"),
        given.textOrNull("depends"),
        given.textOrNull("level"));
  }

  @Override
  public List<Reply> carryOut(Arguments given, CommandContext context) {
    BigDecimal level = null;
    if (given.level() != null) {
      Optional<BigDecimal> percent = percent(given.level());
      if (percent.isEmpty()) {
        return Replies.no(
            "The agreed availability is a percentage, such as level:99.5, not: " + given.level());
      }
      level = percent.get();
    }
    List<String> dependsOn =
        given.dependsOn() == null
            ? List.of()
            : Arrays.stream(given.dependsOn().split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    Services.NewService service =
        new Services.NewService(
            given.name().strip(),
            given.kind(),
            given.criticality(),
            given.team(),
            dependsOn,
            level);
    return switch (services.add(service, context.actor())) {
      case Services.AddOutcome.Added added ->
          Replies.one(new Reply.Text("Added the service " + added.service().name() + "."));
      case Services.AddOutcome.Refused refused -> Replies.no(refused.why());
    };
  }

  private static Optional<BigDecimal> percent(String text) {
    try {
      BigDecimal percent = new BigDecimal(text.replace("%", "").strip());
      return percent.signum() > 0 && percent.compareTo(BigDecimal.valueOf(100)) <= 0
          ? Optional.of(percent)
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Services.Kind> kind(String word) {
    return Arrays.stream(Services.Kind.values())
        .filter(value -> value.name().replace('_', '-').equalsIgnoreCase(word))
        .findFirst();
  }
}
