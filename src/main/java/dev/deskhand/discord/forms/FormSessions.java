package dev.deskhand.discord.forms;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.deskhand.chat.Attachment;
import dev.deskhand.chat.Reply;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Forms that are in front of people, with what they entered so far, whichever copy of the desk has
 * shown them. A form that was forgotten is made anew from its command.
 */
public class FormSessions {

  /** Longer than anybody takes to fill in a form; what was entered is not kept for longer. */
  static final Duration KEPT = Duration.ofDays(1);

  private static final Logger log = LoggerFactory.getLogger(FormSessions.class);

  private final FormStore store;
  private final Clock clock;

  public FormSessions(FormStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Remembers a form that is about to be shown. If that fails, it is shown all the same. */
  public Reply.Form keep(Reply.Form form) {
    try {
      store.keep(form, clock.instant());
    } catch (DataAccessException e) {
      log.warn("A form could not be kept", e);
    }
    return form;
  }

  /**
   * The same with the files of the message that it is about. They do not stand in the form, where
   * anybody could change which they are.
   */
  public Reply.Form keep(Reply.Form form, List<Attachment> files) {
    keep(form);
    if (!files.isEmpty()) {
      try {
        store.attach(form.id(), files);
      } catch (DataAccessException e) {
        log.warn("The files of a form could not be kept", e);
      }
    }
    return form;
  }

  /** The files that a form was kept with. */
  public List<Attachment> files(String id) {
    try {
      return store.files(id);
    } catch (DataAccessException e) {
      log.warn("The files of a form could not be found", e);
      return List.of();
    }
  }

  public Optional<Reply.Form> find(String id) {
    try {
      return store.find(id);
    } catch (DataAccessException e) {
      log.warn("A form could not be found", e);
      return Optional.empty();
    }
  }

  /**
   * The form as one person has it before them. A message in a channel shows it to many, and each of
   * them may send it once.
   */
  public Reply.Form of(Reply.Form form, String userId) {
    String own = UUID.nameUUIDFromBytes((form.id() + userId).getBytes(UTF_8)).toString();
    return find(own).orElseGet(() -> keep(form.shownAs(own), files(form.id())));
  }

  /** The form with what was entered on one of its pages; empty if it was forgotten. */
  public Optional<Reply.Form> enter(String id, Map<String, String> entered) {
    return find(id).map(form -> keep(form.with(entered)));
  }

  /** A new showing of a form that was sent, with what was entered; the old one is forgotten. */
  public Optional<Reply.Form> again(String id, Map<String, String> entered) {
    return find(id)
        .map(
            form -> {
              List<Attachment> files = files(id);
              store.forget(id);
              return keep(form.with(entered).shownAs(UUID.randomUUID().toString()), files);
            });
  }

  /** Forgets what has been there for too long, in bounded steps; returns how many forms. */
  public int forgetOld() {
    return store.forgetBefore(clock.instant().minus(KEPT));
  }
}
