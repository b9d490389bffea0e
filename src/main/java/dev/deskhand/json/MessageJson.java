package dev.deskhand.json;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.OptBoolean;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.Reply;
import dev.deskhand.text.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Replies, addresses, and records of which they are part, as JSON. The kinds of both have names
 * here, so that renaming a class makes nothing unreadable. What another version kept is read as far
 * as it is known: what it had more is left out, what it lacks is null or zero. PostgreSQL can store
 * what is written.
 */
public final class MessageJson {

  private static final String TEXT = "text";
  private static final String CARD = "card";
  private static final String FORM = "form";
  private static final String CHOICES = "choices";
  private static final String LIST = "list";
  private static final String PICTURE = "picture";
  private static final String REFUSAL = "refusal";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new SimpleModule().addSerializer(String.class, new StorableText()))
          .addMixIn(Reply.class, Replies.class)
          .addMixIn(Address.class, Addresses.class)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private MessageJson() {}

  /** The name of a reply's kind, such as {@code card}: in JSON, and over HTTP. */
  public static String kind(Reply reply) {
    return switch (reply) {
      case Reply.Text _ -> TEXT;
      case Reply.Card _ -> CARD;
      case Reply.Form _ -> FORM;
      case Reply.Choices _ -> CHOICES;
      case Reply.Listing _ -> LIST;
      case Reply.Picture _ -> PICTURE;
      case Reply.Refusal _ -> REFUSAL;
    };
  }

  /** A reply or an address of any kind with its name, a record as it is. */
  public static String write(Object message) {
    return MAPPER.writeValueAsString(message);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param type {@link Reply} or {@link Address}, one kind of them, or a record; one kind needs no
   *     name
   * @throws JacksonException if it is no JSON, or nothing of that type can be made of it
   */
  public static <T> T read(String json, Class<T> type) {
    return MAPPER.readValue(json, type);
  }

  /** {@link #read Reads} an address of any kind. */
  public static Address address(String json) {
    return read(json, Address.class);
  }

  @JsonTypeInfo(
      use = JsonTypeInfo.Id.NAME,
      property = "kind",
      requireTypeIdForSubtypes = OptBoolean.FALSE)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Reply.Text.class, name = TEXT),
    @JsonSubTypes.Type(value = Reply.Card.class, name = CARD),
    @JsonSubTypes.Type(value = Reply.Form.class, name = FORM),
    @JsonSubTypes.Type(value = Reply.Choices.class, name = CHOICES),
    // the second is what the outbox of an earlier version calls it
    @JsonSubTypes.Type(
        value = Reply.Listing.class,
        names = {LIST, "listing"}),
    @JsonSubTypes.Type(value = Reply.Picture.class, name = PICTURE),
    @JsonSubTypes.Type(value = Reply.Refusal.class, name = REFUSAL)
  })
  private interface Replies {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Address.Person.class, name = "person"),
    @JsonSubTypes.Type(value = Address.Channel.class, name = "channel"),
    @JsonSubTypes.Type(value = Address.Thread.class, name = "thread")
  })
  private interface Addresses {}

  private static final class StorableText extends StdSerializer<String> {
    StorableText() {
      super(String.class);
    }

    @Override
    public void serialize(String value, JsonGenerator json, SerializationContext context) {
      json.writeString(Text.storable(value));
    }
  }
}
