package dev.deskhand.discord;

import dev.deskhand.discord.commands.RegisteredCommands;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Registrations as the database keeps them, without one. */
final class Remembered implements RegisteredCommands {

  private final Map<String, Registration> all = new ConcurrentHashMap<>();

  @Override
  public Optional<Registration> last(String application, String guild) {
    return Optional.ofNullable(all.get(application + "/" + guild));
  }

  @Override
  public void keep(String application, String guild, Registration registration) {
    all.put(application + "/" + guild, registration);
  }

  @Override
  public List<String> elsewhere(String application, String guild) {
    return all.keySet().stream()
        .map(key -> key.substring(application.length() + 1))
        .filter(other -> !other.equals(guild))
        .toList();
  }

  @Override
  public void forget(String application, String guild) {
    all.remove(application + "/" + guild);
  }
}
