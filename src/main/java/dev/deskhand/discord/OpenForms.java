package dev.deskhand.discord;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.deskhand.chat.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Forms that are in front of people, so that what they entered can be offered to them again. It is
 * a convenience: a form that was forgotten is made anew from its command.
 */
class OpenForms {

  private final Cache<String, Reply.Form> forms =
      Caffeine.newBuilder().maximumSize(2_000).expireAfterWrite(Duration.ofHours(2)).build();

  Reply.Form keep(Reply.Form form) {
    forms.put(form.id(), form);
    return form;
  }

  Optional<Reply.Form> find(String id) {
    return Optional.ofNullable(forms.getIfPresent(id));
  }

  /**
   * The form as one person has it before them. A message in a channel shows it to many, and each of
   * them may send it once.
   */
  Reply.Form of(Reply.Form form, String userId) {
    String own = UUID.nameUUIDFromBytes((form.id() + userId).getBytes(UTF_8)).toString();
    return keep(with(form, own, Map.of()));
  }

  /** A new showing of a form that was sent, with what was entered; the old one is forgotten. */
  Optional<Reply.Form> again(String id, Map<String, String> entered) {
    Optional<Reply.Form> sent = find(id);
    forms.invalidate(id);
    return sent.map(form -> keep(with(form, UUID.randomUUID().toString(), entered)));
  }

  private static Reply.Form with(Reply.Form form, String id, Map<String, String> entered) {
    return new Reply.Form(
        id,
        form.title(),
        form.command(),
        form.intro(),
        form.inputs().stream()
            .map(
                input ->
                    new Reply.Input(
                        input.name(),
                        input.label(),
                        input.kind(),
                        input.required(),
                        input.hint(),
                        input.options(),
                        entered.getOrDefault(input.name(), input.value())))
            .toList(),
        form.submit());
  }
}
