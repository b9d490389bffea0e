package dev.deskhand.status.services;

import static dev.deskhand.definitions.Definition.TOO_LONG;
import static dev.deskhand.status.services.ServiceRules.LONGEST_NAME;

import dev.deskhand.status.Services;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** A service as the services file defines it. */
public record ServiceDefinition(
    @NotNull @CodePointLength(max = LONGEST_NAME, message = TOO_LONG) String name,
    @DefaultValue("internal-facing") Services.Kind kind,
    @NotNull Services.Criticality criticality,
    @CodePointLength(max = LONGEST_NAME, message = TOO_LONG) @Nullable String team,
    @DefaultValue @Size(max = 20, message = "can be at most {max}") List<@CodePointLength(max = LONGEST_NAME, message = TOO_LONG) String> aliases,
    @DefaultValue List<@CodePointLength(max = LONGEST_NAME, message = TOO_LONG) String> dependsOn,
    @Nullable BigDecimal level) {
  public ServiceDefinition {
    aliases = List.copyOf(aliases);
    dependsOn = List.copyOf(dependsOn);
  }

  ServiceDefinition dependingOn(List<String> services) {
    return new ServiceDefinition(name, kind, criticality, team, aliases, services, level);
  }
}
