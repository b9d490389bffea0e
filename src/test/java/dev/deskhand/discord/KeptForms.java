package dev.deskhand.discord;

import dev.deskhand.chat.Attachment;
import dev.deskhand.chat.Reply;
import dev.deskhand.discord.forms.FormStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Forms as the database keeps them, without one. */
final class KeptForms implements FormStore {

  private final Map<String, Reply.Form> forms = new ConcurrentHashMap<>();
  private final Map<String, List<Attachment>> files = new ConcurrentHashMap<>();

  @Override
  public void keep(Reply.Form form, Instant at) {
    forms.put(form.id(), form);
  }

  @Override
  public Optional<Reply.Form> find(String id) {
    return Optional.ofNullable(forms.get(id));
  }

  @Override
  public void attach(String id, List<Attachment> attached) {
    files.put(id, attached);
  }

  @Override
  public List<Attachment> files(String id) {
    return files.getOrDefault(id, List.of());
  }

  @Override
  public void forget(String id) {
    forms.remove(id);
    files.remove(id);
  }

  @Override
  public int forgetBefore(Instant time) {
    return 0;
  }
}
