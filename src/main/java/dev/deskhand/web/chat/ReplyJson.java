package dev.deskhand.web.chat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.deskhand.chat.Reply;
import dev.deskhand.text.Text;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Replies as they are kept in PostgreSQL. A picture's bytes are kept beside, not in it. */
final class ReplyJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addMixIn(Reply.class, Kinds.class)
          .addModule(new SimpleModule().addSerializer(String.class, new Clean()))
          .build();

  private ReplyJson() {}

  static String write(Reply reply) {
    return MAPPER.writerFor(Reply.class).writeValueAsString(withoutPicture(reply));
  }

  static Reply read(String json) {
    return MAPPER.readValue(json, Reply.class);
  }

  private static Reply withoutPicture(Reply reply) {
    return reply instanceof Reply.Picture picture
        ? new Reply.Picture(picture.title(), picture.description(), new byte[0])
        : reply;
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Reply.Text.class, name = "text"),
    @JsonSubTypes.Type(value = Reply.Card.class, name = "card"),
    @JsonSubTypes.Type(value = Reply.Form.class, name = "form"),
    @JsonSubTypes.Type(value = Reply.Choices.class, name = "choices"),
    @JsonSubTypes.Type(value = Reply.Listing.class, name = "list"),
    @JsonSubTypes.Type(value = Reply.Picture.class, name = "picture"),
    @JsonSubTypes.Type(value = Reply.Refusal.class, name = "refusal")
  })
  private interface Kinds {}

  private static final class Clean extends StdSerializer<String> {
    Clean() {
      super(String.class);
    }

    @Override
    public void serialize(String value, JsonGenerator json, SerializationContext context) {
      json.writeString(Text.storable(value));
    }
  }
}
