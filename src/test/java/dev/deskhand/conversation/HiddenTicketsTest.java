package dev.deskhand.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.MembershipStatus;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Sender;
import dev.deskhand.chat.Utterance;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.SettableClock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Nobody learns from an answer whether there is a ticket that is not theirs to see. */
@DeskhandTest
class HiddenTicketsTest {

  @Autowired Conversation desk;
  @Autowired SettableClock clock;

  Speaker employee;
  Speaker agent;
  Speaker manager;
  Speaker admin;
  String incident;
  String request;
  String own;

  @BeforeEach
  void tickets() {
    employee = new Speaker(desk, clock, "employee");
    agent = new Speaker(desk, clock, "agent");
    manager = new Speaker(desk, clock, "manager");
    admin = new Speaker(desk, clock, "admin");
    incident = manager.opens("report my payslip is wrong");
    request =
        manager
            .submits(manager.asks("request laptop"), Map.of("model", "light", "reason", "new job"))
            .keys()
            .getFirst();
    own = employee.opens("report my chair squeaks");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "KEY",
        "show KEY",
        "show KEY page:2",
        "files KEY",
        "reply KEY words",
        "reply KEY",
        "reopen KEY why",
        "reopen KEY",
        "cancel KEY",
        "attach KEY OWN",
        "attach OWN KEY",
        "take KEY",
        "assign KEY Network",
        "priority KEY impact:high",
        "note KEY words",
        "note KEY",
        "wait KEY vendor",
        "resume KEY",
        "resolve KEY how",
        "resolve KEY",
        "close KEY",
        "fulfil KEY",
        "approve KEY",
        "reject KEY why",
        "reject KEY",
        "audit KEY",
        "outage update KEY words",
        "outage resolve KEY cause",
        "outage attach KEY OWN",
      })
  void whatExistsAndWhatDoesNotAreAnsweredAlike(String words) {
    for (Map.Entry<String, String> keys :
        Map.of(incident, "INC-99999", request, "REQ-99999").entrySet()) {
      String command = words.replace("OWN", own);
      assertThat(typed(command, keys.getKey()))
          .as(keys.getKey())
          .isEqualTo(typed(command, keys.getValue()));
      assertThat(pressed(command, keys.getKey()))
          .as(keys.getKey())
          .isEqualTo(pressed(command, keys.getValue()));
    }
  }

  @Test
  void whatExistsIsNotFoundEither() {
    assertThat(employee.asks("find " + incident).plainText().replace(incident, "KEY"))
        .isEqualTo(employee.asks("find INC-99999").plainText().replace("INC-99999", "KEY"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"show KEY", "subscribe KEY", "outage update KEY words", "audit KEY"})
  void aGuestLearnsNothingOfOutages(String words) {
    String outage = agent.opens("outage declare VPN down nobody can connect");
    assertThat(asGuest(words.replace("KEY", outage)).replace(outage, "KEY"))
        .isEqualTo(asGuest(words.replace("KEY", "OUT-99999")).replace("OUT-99999", "KEY"));
  }

  @Test
  void whatWasRefusedIsOnRecordAllTheSame() {
    employee.asks("show " + incident);
    employee.asks("reply " + incident + " who are you?");
    employee.asks("resolve " + incident + " by myself");
    assertThat(admin.asks("audit " + incident).plainText())
        .contains("Erin: refused show", "Erin: refused reply", "Erin: refused resolve")
        .contains("is only for");
  }

  @Test
  void whoMaySeeATicketIsToldWhyTheyMayNotDoSomethingWithIt() {
    assertThat(employee.asks("resolve " + own + " it works").plainText())
        .isEqualTo("\"resolve\" is only for agents.");
    assertThat(manager.asks("approve " + request).plainText()).contains("one's own request");
    assertThat(admin.asks("reply " + incident + " hello").plainText())
        .contains("\"reply\" is only for");
  }

  private String typed(String words, String key) {
    return text(employee.hears(words.replace("KEY", key)), key);
  }

  private String pressed(String words, String key) {
    Origin origin = origin("employee", MembershipStatus.MEMBER);
    return text(handled(new Utterance.Pressed(origin, words.replace("KEY", key))), key);
  }

  private String asGuest(String words) {
    return Stream.of(new Utterance.Said(origin("guest", MembershipStatus.GUEST), words, true))
        .flatMap(said -> handled(said).stream())
        .map(Reply::plainText)
        .toList()
        .toString();
  }

  private List<Reply> handled(Utterance utterance) {
    return desk.handle(utterance.origin(), desk.read(utterance));
  }

  private Origin origin(String userId, MembershipStatus standing) {
    return new Origin(
        UUID.randomUUID().toString(),
        new Sender("web", userId, userId, standing),
        new Place("web", "dm-" + userId, null, true),
        clock.instant(),
        Origin.ReplyRoute.IN_PLACE);
  }

  private static String text(List<Reply> replies, String key) {
    return replies.stream()
        .map(Reply::plainText)
        .toList()
        .toString()
        .replaceAll("\\b" + key + "\\b", "KEY");
  }
}
