package dev.deskhand.conversation.replies;

import dev.deskhand.conversation.ConversationProperties;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** How the desk says when something was: by the clock of the desk's own zone, which it names. */
@Component
public class DeskTime {

  private final DateTimeFormatter time;

  DeskTime(ConversationProperties properties) {
    this.time =
        DateTimeFormatter.ofPattern("d MMMM uuuu 'at' HH:mm zzz", Locale.ENGLISH)
            .withZone(properties.timeZone());
  }

  /** Such as {@code 3 May 2026 at 10:42 UTC}. */
  public String words(Instant at) {
    return time.format(at);
  }
}
