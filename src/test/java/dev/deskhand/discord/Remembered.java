package dev.deskhand.discord;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Registrations as the database keeps them, without one. */
final class Remembered implements Registrations {

  private final Map<String, Registration> all = new ConcurrentHashMap<>();

  @Override
  public Optional<Registration> last(String application, String guild) {
    return Optional.ofNullable(all.get(application + "/" + guild));
  }

  @Override
  public void keep(String application, String guild, Registration registration) {
    all.put(application + "/" + guild, registration);
  }
}
