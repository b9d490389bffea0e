package dev.deskhand.slack.rendering;

import dev.deskhand.chat.Reply;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a button carries that opens a form anew: the form as it was to be opened.
 *
 * @param command the form's command
 * @param values what stood in its inputs, by name; as much of it as a button can carry
 */
public record FormButton(String command, Map<String, String> values) {

  /** Slack's limit of a button's value. */
  private static final int MOST = 2_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  public static FormButton of(Reply.Form form) {
    Map<String, String> values = new LinkedHashMap<>();
    form.inputs().stream()
        .filter(input -> !input.value().isEmpty())
        .forEach(input -> values.put(input.name(), input.value()));
    return new FormButton(form.command(), values);
  }

  /** As a button's value; the longest of the values is cut until all fits. */
  public String write() {
    Map<String, String> kept = new LinkedHashMap<>(values);
    String json = json(kept);
    while (json.length() > MOST && !kept.isEmpty()) {
      Map.Entry<String, String> longest =
          kept.entrySet().stream()
              .max(Comparator.comparingInt(entry -> entry.getValue().length()))
              .orElseThrow();
      String cut = SlackText.head(longest.getValue(), longest.getValue().length() / 2);
      if (cut.isEmpty()) {
        kept.remove(longest.getKey());
      } else {
        kept.put(longest.getKey(), cut);
      }
      json = json(kept);
    }
    return json.length() > MOST ? command : json;
  }

  private String json(Map<String, String> kept) {
    return MAPPER.writeValueAsString(new FormButton(command, kept));
  }

  /** Reads a button's value; one of another version of the desk is the command alone. */
  @SuppressWarnings("NullAway") // what another version wrote may lack anything
  public static FormButton read(String value) {
    try {
      FormButton button = MAPPER.readValue(value, FormButton.class);
      if (button != null && button.command() != null) {
        return new FormButton(
            button.command(), Objects.requireNonNullElse(button.values(), Map.of()));
      }
    } catch (JacksonException e) {
      // these are words
    }
    return new FormButton(value, Map.of());
  }

  /** The form with what stood in it. */
  public Reply fillIn(Reply reply) {
    return Optional.of(reply)
        .filter(Reply.Form.class::isInstance)
        .map(Reply.Form.class::cast)
        .<Reply>map(form -> form.with(values))
        .orElse(reply);
  }
}
