package dev.deskhand.discord;

import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.ReadPositions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the database remembers of what was heard, without the database. */
final class KnownPlaces implements ReadPositions {

  private final Map<Place, Heard> heard = new ConcurrentHashMap<>();
  private final Set<String> events = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Instant listened;

  /** Whether a message is new; it no longer is afterwards. */
  boolean first(Origin origin) {
    MessageRef message = Objects.requireNonNull(origin.message());
    heard(new Heard(origin.place(), message));
    return events.add(origin.eventId());
  }

  @Override
  public List<Heard> latest(String platform, Instant since, int atMost) {
    return heard.values().stream()
        .sorted(
            Comparator.comparingLong((Heard one) -> Long.parseLong(one.last().message()))
                .reversed())
        .limit(atMost)
        .toList();
  }

  @Override
  public Optional<Heard> in(Place place) {
    return Optional.ofNullable(heard.get(place));
  }

  @Override
  public void heard(Heard now) {
    heard.merge(
        now.place(),
        now,
        (before, after) ->
            Long.parseLong(before.last().message()) < Long.parseLong(after.last().message())
                ? after
                : before);
  }

  @Override
  public void listening(String platform, Instant until) {
    listened = until;
  }

  @Override
  public Optional<Instant> listenedUntil(String platform) {
    return Optional.ofNullable(listened);
  }
}
