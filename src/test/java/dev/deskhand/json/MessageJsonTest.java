package dev.deskhand.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.Attachment;
import dev.deskhand.chat.Reply;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class MessageJsonTest {

  private static final List<Action> ACTIONS =
      List.of(Action.primary("Take", "take INC-1"), Action.danger("Cancel", "cancel INC-1"));
  private static final Instant AT = Instant.parse("2026-03-02T09:00:00.123456Z");

  static List<Reply> replies() {
    return List.of(
        new Reply.Text("hello \"you\" \\u0000 🦊", List.of("INC-1"), ACTIONS),
        new Reply.Card(
            "INC-1",
            "VPN",
            Reply.Tone.DANGER,
            List.of(new Reply.Fact("Opened", "then", AT), new Reply.Fact("Team", "Net")),
            "body",
            List.of(new Reply.Moment(AT, "Sam", "noted", true)),
            ACTIONS),
        new Reply.Form(
            "f-1",
            "Report",
            "report",
            "",
            List.of(
                new Reply.Input("text", "What?", Reply.InputKind.PARAGRAPH, true),
                new Reply.Input(
                    "service",
                    "Which?",
                    Reply.InputKind.CHOICE,
                    false,
                    "hint",
                    List.of(new Reply.Option("vpn", "VPN")),
                    "vpn")),
            "Send"),
        new Reply.Choices("Which?", ACTIONS),
        new Reply.Listing("Queue", List.of(new Reply.Row("INC-1", "VPN", "P1", ACTIONS)), ACTIONS),
        new Reply.Refusal("No.", ACTIONS));
  }

  @ParameterizedTest
  @MethodSource("replies")
  void everyReplyIsReadAsItWasWritten(Reply reply) {
    assertThat(MessageJson.read(MessageJson.write(reply), Reply.class)).isEqualTo(reply);
  }

  @Test
  void aPictureIsReadAsItWasWritten() {
    Reply read =
        MessageJson.read(
            MessageJson.write(new Reply.Picture("Figures", "in words", new byte[] {1, -2, 3})),
            Reply.class);

    assertThat(read)
        .isInstanceOfSatisfying(
            Reply.Picture.class,
            picture -> {
              assertThat(picture.png()).containsExactly(1, -2, 3);
              assertThat(picture.description()).isEqualTo("in words");
            });
  }

  @Test
  void everyAddressIsReadAsItWasWritten() {
    for (Address address :
        List.of(
            new Address.Person("slack", "U1"),
            new Address.Channel("slack", "C1"),
            new Address.Thread("slack", "C1", "17.3"))) {
      assertThat(MessageJson.address(MessageJson.write(address))).isEqualTo(address);
    }
  }

  @Test
  void whatPostgreSqlCannotStoreIsReplaced() {
    Reply read = MessageJson.read(MessageJson.write(new Reply.Text("a\0b\uD83Ec")), Reply.class);

    assertThat(read.plainText()).isEqualTo("a\uFFFDb\uFFFDc");
  }

  @Test
  void theStoredFormNamesKindsNotClasses() {
    assertThat(MessageJson.write(new Reply.Text("hello")))
        .isEqualTo("{\"kind\":\"text\",\"text\":\"hello\",\"keys\":[],\"actions\":[]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "listing"})
  void aListIsReadByEitherOfItsNames(String kind) {
    Reply read =
        MessageJson.read(
            """
            {"kind": "%s", "title": "Queue", "rows": [], "actions": []}
            """
                .formatted(kind),
            Reply.class);

    assertThat(read).isEqualTo(new Reply.Listing("Queue", List.of(), List.of()));
  }

  @ParameterizedTest
  @MethodSource("replies")
  void aReplyNamesItsKindAsItIsCalledOverHttp(Reply reply) {
    assertThat(MessageJson.write(reply))
        .startsWith("{\"kind\":\"" + MessageJson.kind(reply) + "\"");
  }

  /** As forms were kept before they had the name of their kind. */
  @Test
  void aFormIsReadWithoutItsKindAndWithWhatIsNotKnownOfIt() {
    Reply.Form read =
        MessageJson.read(
            """
            {"id": "f-1", "title": "Report", "command": "report", "intro": "", "inputs": [],
             "submit": "Send", "colour": "red"}
            """,
            Reply.Form.class);

    assertThat(read).isEqualTo(new Reply.Form("f-1", "Report", "report", "", List.of(), "Send"));
    assertThat(MessageJson.read(MessageJson.write(read), Reply.Form.class)).isEqualTo(read);
  }

  @Test
  void filesAreReadAsTheyWereWritten() {
    Attachment[] files = {
      new Attachment("a.png", "https://files.example/a"),
      new Attachment("b", "https://files.example/b", new Attachment.Held("C1", null, "17.3", "F1"))
    };

    assertThat(MessageJson.read(MessageJson.write(files), Attachment[].class))
        .containsExactly(files);
  }

  @Test
  void whatIsNoReplyIsRefused() {
    for (String json : List.of("{\"kind\": \"song\"}", "{\"text\": \"hello\"}", "hello")) {
      assertThatThrownBy(() -> MessageJson.read(json, Reply.class))
          .isInstanceOf(JacksonException.class);
    }
  }
}
