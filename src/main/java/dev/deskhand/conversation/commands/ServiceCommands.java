package dev.deskhand.conversation.commands;

import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.language.Command;
import dev.deskhand.status.Services;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The commands with which admins add, rename and retire services. */
@Component
public class ServiceCommands {

  private final Services services;

  ServiceCommands(Services services) {
    this.services = services;
  }

  public List<Reply> add(Command.ServiceAdd command, CommandContext asked) {
    BigDecimal level = null;
    if (command.level() != null) {
      Optional<BigDecimal> percent = percent(command.level());
      if (percent.isEmpty()) {
        return Replies.no(
            "The agreed availability is a percentage, such as level:99.5, not: " + command.level());
      }
      level = percent.get();
    }
    List<String> dependsOn =
        command.dependsOn() == null
            ? List.of()
            : Arrays.stream(command.dependsOn().split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    Services.NewService service =
        new Services.NewService(
            command.service().strip(),
            constant(Services.Kind.values(), command.kind(), Services.Kind.INTERNAL_FACING),
            constant(
                Services.Criticality.values(), command.criticality(), Services.Criticality.MEDIUM),
            command.team(),
            dependsOn,
            level);
    return switch (services.add(service, asked.actor())) {
      case Services.AddOutcome.Added added ->
          Replies.one(new Reply.Text("Added the service " + added.service().name() + "."));
      case Services.AddOutcome.Refused refused -> Replies.no(refused.why());
    };
  }

  public List<Reply> rename(Command.ServiceRename command, CommandContext asked) {
    return switch (services.rename(command.service(), command.to(), asked.actor())) {
      case Services.ChangeOutcome.Done(Services.Service service, String before, boolean byFile) ->
          Replies.one(
              new Reply.Text(
                  before
                      + " is called "
                      + service.name()
                      + " now. Its incidents, outages and followers went along."
                      + (byFile
                          ? " The services file still says "
                              + before
                              + ": change it there too, or it is named back at the next start."
                          : "")));
      case Services.ChangeOutcome.Refused refused -> Replies.no(refused.why());
    };
  }

  public List<Reply> retire(String named, CommandContext asked) {
    return switch (services.retire(named, asked.actor())) {
      case Services.ChangeOutcome.Done(Services.Service service, String _, boolean byFile) ->
          Replies.one(
              new Reply.Text(
                  service.name()
                      + " is retired: nothing more is reported on it, and what was stays."
                      + service.openOutages().stream()
                          .map(outage -> " " + outage.key() + " is open until it is resolved.")
                          .collect(Collectors.joining())
                      + (byFile
                          ? " The services file still lists it: take it out there too, or it is"
                              + " back at the next start."
                          : "")));
      case Services.ChangeOutcome.Refused refused -> Replies.no(refused.why());
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

  private static <E extends Enum<E>> E constant(E[] values, @Nullable String word, E otherwise) {
    return Arrays.stream(values)
        .filter(value -> value.name().replace('_', '-').equalsIgnoreCase(word))
        .findFirst()
        .orElse(otherwise);
  }
}
