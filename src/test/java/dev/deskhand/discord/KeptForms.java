package dev.deskhand.discord;

import dev.deskhand.chat.Reply;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Forms as the database keeps them, without one. */
final class KeptForms implements FormStore {

  private final Map<String, Reply.Form> forms = new ConcurrentHashMap<>();

  @Override
  public void keep(Reply.Form form, Instant at) {
    forms.put(form.id(), form);
  }

  @Override
  public Optional<Reply.Form> find(String id) {
    return Optional.ofNullable(forms.get(id));
  }

  @Override
  public void forget(String id) {
    forms.remove(id);
  }

  @Override
  public int forgetBefore(Instant time) {
    return 0;
  }
}
