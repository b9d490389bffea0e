package dev.deskhand.status.services;

import dev.deskhand.status.Services;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A service as the services file defines it. */
public record ServiceDefinition(
    String name,
    Services.Kind kind,
    Services.Criticality criticality,
    @Nullable String team,
    List<String> aliases,
    List<String> dependsOn,
    @Nullable BigDecimal level) {
  public ServiceDefinition {
    aliases = List.copyOf(aliases);
    dependsOn = List.copyOf(dependsOn);
  }
}
