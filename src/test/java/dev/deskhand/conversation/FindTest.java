package dev.deskhand.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.Reply;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.SettableClock;
import dev.deskhand.tickets.IncidentReplay;
import dev.deskhand.tickets.IncidentReplay.Past;
import dev.deskhand.tickets.IncidentReplay.PastIncident;
import dev.deskhand.tickets.IncidentState;
import dev.deskhand.tickets.Incidents.Level;
import dev.deskhand.tickets.Priority;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Search as people use it, over all kinds of tickets. */
@DeskhandTest
class FindTest {

  @Autowired Conversation desk;
  @Autowired SettableClock clock;
  @Autowired IncidentReplay replay;

  Speaker employee;
  Speaker agent;
  Speaker manager;
  Speaker admin;

  @BeforeEach
  void people() {
    employee = new Speaker(desk, clock, "employee");
    agent = new Speaker(desk, clock, "agent");
    manager = new Speaker(desk, clock, "manager");
    admin = new Speaker(desk, clock, "admin");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Der „Kopierer“ im 3. Stock streikt | Kopierer",
        "stapler\u00A0empty and tray—jammed…again | jammed; again",
        "l’imprimante est cassée | imprimante",
        "打印机坏了，请帮忙 | 打印机; 坏了; 请帮忙",
        "3階のプリンタが動かない | プリンタ; 3階",
        "네트워크프린터가 고장났어요 | 프린터",
        "เครื่องพิมพ์เสียครับ | พิมพ์",
        "laptop/beamer flicker | beamer",
        "asset NB-20417 lost | 20417; NB 20417; NB-20417",
        "Cannot open https://intranet.example.com/hr/payslip.html page | payslip",
        "mail to zoe.mueller@corp.example bounces | mueller; corp.example",
        "server DC01-SRV-03 has full disk | srv-03",
        "Outlook 16.0.5 shows v2.4.1 mismatch | 2.4.1; v2.4",
        "10.20.30.40:8443 unreachable | 40:8443; 8443",
        "C:\\Users\\jane\\payslips.pdf locked | pdf; jane",
        "to be or not to be | to be; not",
        "IT went down, off and out | IT; down; off; out; dow",
        "НЕ РАБОТАЕТ ПРИНТЕР | принтер; Принтер",
        "nobody can connect | connect; conn",
        "Café-Drucker in der Küche streikt | Café-Drucker; küche",
      })
  void allKindsOfTicketsAreFoundByWhatAPersonTakesForAWord(String text, String searches) {
    String incident = employee.opens("report " + text);
    Reply form = employee.asks("request laptop");
    String request =
        employee.submits(form, Map.of("model", "light", "reason", text)).keys().getFirst();
    String outage = agent.opens("outage declare VPN degraded " + text);
    for (String words : searches.split("; ")) {
      for (Speaker who : List.of(agent, employee)) {
        for (Normalizer.Form composed : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
          assertThat(who.asks("find " + Normalizer.normalize(words, composed)).keys())
              .as(words)
              .contains(incident, request, outage);
        }
      }
    }
  }

  @Test
  void whatIsSaidLaterIsFoundInAllKinds() {
    String incident = employee.opens("report it is broken");
    String request =
        employee
            .submits(employee.asks("request laptop"), Map.of("model", "light", "reason", "old"))
            .keys()
            .getFirst();
    String outage = agent.opens("outage declare VPN down nothing works");
    agent.asks("reply " + incident + " we look for the „Quellcode“");
    agent.asks("reply " + request + " we look for the „Quellcode“");
    agent.asks("outage update " + outage + " we look for the „Quellcode“");
    assertThat(agent.asks("find quellcode").keys())
        .containsExactlyInAnyOrder(incident, request, outage);
    agent.asks("resolve " + incident + " the Netzteil-Kabel");
    agent.asks("outage resolve " + outage + " the Netzteil-Kabel");
    assertThat(agent.asks("find kabel").keys()).containsExactlyInAnyOrder(incident, outage);
  }

  @Test
  void aTicketIsFoundByItsKeyFirstHoweverThatIsWritten() {
    String first = employee.opens("report the scanner is dead");
    String second = employee.opens("report like INC-1, the scanner is dead and smokes");
    for (String key : List.of("INC-1", "inc1", "INC 1", "inc-001", "INC‑1", "1", "#1", "INC-1.")) {
      assertThat(agent.asks("find " + key).keys()).as(key).startsWith(first);
    }
    assertThat(agent.asks("find INC-1").keys()).containsExactly(first, second);
    assertThat(agent.asks("find INC-2 scanner").keys()).containsExactly(second, first);
    assertThat(agent.asks("find scanner inc 2").keys()).containsExactly(second, first);
    String hidden = agent.opens("report my payslip is wrong");
    assertThat(employee.asks("find " + hidden).keys()).isEmpty();
    assertThat(employee.asks("find " + hidden + " payslip").keys()).isEmpty();
    String outage = agent.opens("outage declare VPN down x");
    assertThat(employee.asks("find " + outage).keys()).containsExactly(outage);
    assertThat(employee.asks("find out1").keys()).containsExactly(outage);
    assertThat(agent.asks("find INC-99").keys()).isEmpty();
  }

  @Test
  void aKeyIsReadHoweverItIsWritten() {
    String key = employee.opens("report the scanner is dead");
    for (String written :
        List.of("INC1", "inc 1", "INC 1", "inc-1", "INC_1", "Inc 001", "INC0001")) {
      assertThat(agent.asks("show " + written).keys()).as(written).contains(key);
    }
    agent.asks("note inc 1 seen it");
    assertThat(text(agent.asks("show INC-1"))).contains("seen it");
    assertThat(text(agent.asks("assign inc 1 @agent"))).contains("Amir");
    employee.opens("report another one");
    assertThat(agent.hears("take INC1 inc 2")).isNotEmpty();
    String outage = agent.opens("outage declare VPN down x");
    assertThat(text(agent.asks("outage attach out 1 INC 2"))).contains(outage);
  }

  @Test
  void anImportedIncidentIsFoundByItsNumberWithAndWithoutLettersAndZeros() {
    replay.replay(
        "servicenow",
        List.of(
            new PastIncident(
                "INC0000030",
                List.of(
                    new Past(
                        "e1",
                        null,
                        clock.instant(),
                        clock.instant().minus(Duration.ofDays(3)),
                        IncidentState.NEW,
                        null,
                        Level.LOW,
                        Level.LOW,
                        Priority.P4,
                        "Net, work",
                        "Zoë Müller",
                        "Network",
                        null,
                        null,
                        null,
                        "Opener",
                        Set.of())))));
    for (String number : List.of("INC0000030", "inc0000030", "0000030", "30", "INC30 work")) {
      assertThat(agent.asks("find " + number).keys()).as(number).containsExactly("INC-1");
    }
    assertThat(text(agent.asks("show inc 0000030"))).contains("Net, work");
  }

  @Test
  void aDashIsNoWordAndTurnsNoOther() {
    String outage = agent.opens("outage declare VPN down nobody can connect");
    String incident = employee.opens("report the tunnel: nobody can connect");
    for (String words : List.of("nobody - connect", "nobody – connect", "nobody — connect")) {
      assertThat(agent.asks("find " + words).keys())
          .as(words)
          .containsExactlyInAnyOrder(outage, incident);
    }
    assertThat(agent.asks("find VPN - connect").keys()).containsExactly(outage);
    assertThat(agent.asks("find VPN - crash").keys()).isEmpty();
    assertThat(agent.asks("find nobody -connect").keys()).contains(outage, incident);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C++",
        ".NET",
        "%",
        "_",
        "'",
        "\"",
        "&",
        "OR",
        "-x",
        "C#",
        "\\",
        "!!",
        "(",
        ":*",
        "<->",
        "' | '",
        "vpn':*",
        "'; drop table incident",
        "💥",
        "…",
        "—",
        "a\\'b",
        "½",
        "ﷺ",
        "\uD83D",
      })
  void oddWordsAreAnsweredCalmly(String words) {
    String key = employee.opens("report " + words + " in C++ and .NET or C#");
    for (Reply answer : agent.hears("find " + words)) {
      assertThat(answer).isNotInstanceOf(Reply.Refusal.class);
      if (words.codePoints().anyMatch(Character::isLetter)) {
        assertThat(answer.keys()).contains(key);
      }
    }
  }

  @Test
  void aQueryOfAnyLengthIsAnsweredAndSaysHowManyWordsCount() {
    String many =
        IntStream.range(0, 500).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
    String key = employee.opens("report " + many);
    Reply found = agent.asks("find " + many);
    assertThat(found.keys()).containsExactly(key);
    assertThat(text(found)).contains("the first 20 of 500 words").hasSizeLessThan(1_000);
    for (String odd : List.of("x".repeat(9_900), "?! ".repeat(3_300), "打".repeat(9_900))) {
      Reply answer = agent.asks("find " + odd);
      assertThat(answer.keys()).isEmpty();
      assertThat(text(answer)).hasSizeLessThan(1_000);
    }
  }

  @Test
  void ofAPageAfterTheLastIsSaidHowMuchThereIs() {
    for (int i = 0; i < 23; i++) {
      employee.opens("report needle" + i + " thing" + i * 7 + " lamp" + i * 13);
    }
    assertThat(agent.asks("find needle").keys()).hasSize(20);
    assertThat(agent.asks("find needle page:2").keys()).hasSize(3);
    assertThat(text(agent.asks("find needle page:9"))).contains("There is no page 9; 23 in all.");
  }

  @Test
  void nobodyLearnsInternalWordsOfTheirOwnTicketByAnySearch() {
    List<Speaker> all = List.of(employee, agent, manager, admin);
    Speaker other = new Speaker(desk, clock, "agent");
    for (Speaker who : all) {
      String key = who.opens("report the lamp of " + who.userId());
      Speaker noting = who.userId().equals("agent") ? admin : other;
      String word = "quoll" + who.userId();
      noting.asks("note " + key + " " + word + " striped-zebra" + who.userId() + " 特別" + key);
      for (String words :
          List.of(
              word,
              word.substring(0, 7),
              "lamp " + word,
              "zebra" + who.userId(),
              "striped-zebra" + who.userId(),
              "lamp " + word + " page:2")) {
        assertThat(who.asks("find " + words).keys())
            .as(who.userId() + " " + words)
            .doesNotContain(key);
      }
      if (noting == other) {
        assertThat(noting.asks("find " + word).keys()).containsExactly(key);
      }
    }
    String behalf = agent.opens("report the chair for:@employee");
    admin.asks("note " + behalf + " quollnote too");
    assertThat(agent.asks("find quollnote chair").keys()).isEmpty();
    assertThat(employee.asks("find quollnote").keys()).isEmpty();
  }

  @Test
  void colleaguesFindInternalWords() {
    String key = employee.opens("report the lamp");
    agent.asks("note " + key + " quollnote");
    assertThat(agent.asks("find quoll").keys()).containsExactly(key);
  }

  @Test
  void servicesPeopleAndTeamsAreNamedHoweverTheirLettersAreComposed() {
    String decomposed = Normalizer.normalize("Küchen-Tablet", Normalizer.Form.NFD);
    admin.asks("service add \"Küchen-Tablet\" criticality:low team:Bürotechnik");
    assertThat(text(employee.asks("report kaputt service:\"" + decomposed + "\"")))
        .contains("Küchen-Tablet");
    for (String same :
        List.of(decomposed, "KÜCHEN-TABLET", "Küchen\u00AD-Tab\u200Blet", "Küchen‑Tablet")) {
      assertThat(admin.asks("service add \"" + same + "\" criticality:low"))
          .as(same)
          .isInstanceOf(Reply.Refusal.class);
    }
    assertThat(text(employee.asks("status " + decomposed))).contains("Küchen-Tablet");
    assertThat(
            text(
                agent.asks(
                    "assign INC-1 " + Normalizer.normalize("BÜROTECHNIK", Normalizer.Form.NFD))))
        .contains("Bürotechnik");
  }

  private static String text(Reply reply) {
    return reply.plainText();
  }
}
