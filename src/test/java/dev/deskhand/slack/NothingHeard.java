package dev.deskhand.slack;

import dev.deskhand.chat.Place;
import dev.deskhand.chat.ReadPositions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A desk to which nobody ever spoke. */
class NothingHeard implements ReadPositions {

  @Override
  public List<Heard> latest(String platform, Instant since, int atMost) {
    return List.of();
  }

  @Override
  public Optional<Heard> in(Place place) {
    return Optional.empty();
  }

  @Override
  public void heard(Heard heard) {}

  @Override
  public void listening(String platform, Instant until) {}

  @Override
  public Optional<Instant> listenedUntil(String platform) {
    return Optional.empty();
  }
}
