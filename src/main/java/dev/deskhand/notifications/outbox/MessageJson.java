package dev.deskhand.notifications.outbox;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.Reply;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * How addresses and replies are stored. The names of their kinds are written down here, so that
 * renaming a class does not make stored messages unreadable.
 */
public final class MessageJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new SimpleModule().addSerializer(String.class, new StorableText()))
          .addMixIn(Reply.class, Replies.class)
          .addMixIn(Address.class, Addresses.class)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          // what an earlier version did not store yet
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private MessageJson() {}

  static String write(Reply reply) {
    return MAPPER.writerFor(Reply.class).writeValueAsString(reply);
  }

  static String write(OutboxContent content) {
    return switch (content) {
      case OutboxContent.Said(Reply reply) -> write(reply);
      case OutboxContent.Shown shown -> MAPPER.writeValueAsString(shown);
    };
  }

  static String write(Address address) {
    return MAPPER.writerFor(Address.class).writeValueAsString(address);
  }

  public static Reply reply(String json) {
    return MAPPER.readValue(json, Reply.class);
  }

  public static OutboxContent content(String json) {
    JsonNode tree = MAPPER.readTree(json);
    return tree.has("card")
        ? MAPPER.treeToValue(tree, OutboxContent.Shown.class)
        : new OutboxContent.Said(MAPPER.treeToValue(tree, Reply.class));
  }

  public static Address address(String json) {
    return MAPPER.readValue(json, Address.class);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Reply.Text.class, name = "text"),
    @JsonSubTypes.Type(value = Reply.Card.class, name = "card"),
    @JsonSubTypes.Type(value = Reply.Form.class, name = "form"),
    @JsonSubTypes.Type(value = Reply.Choices.class, name = "choices"),
    @JsonSubTypes.Type(value = Reply.Listing.class, name = "listing"),
    @JsonSubTypes.Type(value = Reply.Picture.class, name = "picture"),
    @JsonSubTypes.Type(value = Reply.Refusal.class, name = "refusal")
  })
  private interface Replies {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Address.Person.class, name = "person"),
    @JsonSubTypes.Type(value = Address.Channel.class, name = "channel"),
    @JsonSubTypes.Type(value = Address.Thread.class, name = "thread")
  })
  private interface Addresses {}

  /** PostgreSQL stores neither a NUL nor half of a surrogate pair. */
  private static final class StorableText extends StdSerializer<String> {
    StorableText() {
      super(String.class);
    }

    @Override
    public void serialize(String value, JsonGenerator json, SerializationContext context) {
      json.writeString(
          new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
              .replace('\0', '\uFFFD'));
    }
  }
}
