package dev.deskhand.language;

import static dev.deskhand.testing.Spoken.command;
import static dev.deskhand.testing.Spoken.form;
import static dev.deskhand.testing.Spoken.pressed;
import static dev.deskhand.testing.Spoken.refusal;
import static dev.deskhand.testing.Spoken.shown;
import static dev.deskhand.testing.Spoken.submitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Reply.Input;
import dev.deskhand.chat.Reply.InputKind;
import dev.deskhand.chat.Reply.Option;
import dev.deskhand.testing.Spoken;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PressedAndSubmittedTest {

  static List<CommandSpec> commands() {
    return Spoken.REGISTRY.all();
  }

  @Test
  void aCompleteActionIsItsCommand() {
    assertThat(shown(pressed("take INC-1"))).isEqualTo("take[key=INC-1]");
    assertThat(shown(pressed("cancel INC-1"))).isEqualTo("cancel[key=INC-1]");
  }

  @Test
  void aDraftCanOnlyBeReportedWithAPress() {
    assertThat(shown(pressed("report draft:17"))).isEqualTo("report[number=17]");
    assertThat(shown(command("report draft:17"))).isEqualTo("report[text=draft:17]");
  }

  @Test
  void anActionThatLacksSomethingAsksForIt() {
    assertThat(form(pressed("wait INC-1")))
        .usingRecursiveComparison()
        .ignoringFields("id")
        .isEqualTo(
            new Reply.Form(
                "",
                "Wait INC-1",
                "wait INC-1",
                "Pauses the work until somebody else has moved.",
                List.of(
                    new Input(
                        "for",
                        "Who has to move",
                        InputKind.CHOICE,
                        true,
                        "",
                        List.of(
                            new Option("requester", "Requester"),
                            new Option("vendor", "Vendor"),
                            new Option("problem", "Problem")),
                        ""),
                    new Input(
                        "why",
                        "What is awaited",
                        InputKind.PARAGRAPH,
                        false,
                        "The requester sees it",
                        List.of(),
                        "")),
                "Wait"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u200B\u200B", "\uFEFF \u200D", "\u00AD\u200E", "\u3164", "\u2800\uFE0F"})
  void whatHoldsNothingToSeeIsMissing(String nothing) {
    assertThat(form(submitted("report", Map.of("text", nothing))).command()).isEqualTo("report");
    assertThat(form(pressed("resolve INC-1 " + nothing)).command()).isEqualTo("resolve INC-1");
    assertThat(submitted("report", Map.of("text", nothing + "👩‍🚒")))
        .isInstanceOf(Command.Call.class);
  }

  @Test
  void eachShowingOfAFormHasItsOwnId() {
    assertThat(form(pressed("resolve INC-1")).id())
        .isNotEqualTo(form(pressed("resolve INC-1")).id());
  }

  @Test
  void theReportFormAssumesMediumAndKeepsWhatWasGiven() {
    assertThat(form(pressed("report service:VPN impact:high")).inputs())
        .extracting(Input::name, Input::kind, Input::required, Input::value)
        .containsExactly(
            tuple("text", InputKind.PARAGRAPH, true, ""),
            tuple("service", InputKind.LINE, false, "VPN"),
            tuple("impact", InputKind.CHOICE, false, "high"),
            tuple("urgency", InputKind.CHOICE, false, "medium"),
            tuple("for", InputKind.PERSON, false, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"take", "show", "request", "resolve", "resolve INC-1 OUT-1 x\0"})
  void anActionThatNoFormCanCompleteIsRefused(String command) {
    assertThat(pressed(command)).isInstanceOf(Command.Misunderstood.class);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyFormKeepsToTheStrictestPlatform(CommandSpec command) {
    String key =
        command.params().stream()
            .filter(param -> param.kind() == CommandSpec.Param.Kind.KEY)
            .map(param -> " " + param.choices().getFirst() + "-123456789012345")
            .reduce("", String::concat);
    if (pressed(command.words() + key) instanceof Command.Ask ask) {
      assertThat(ask.form().title()).hasSizeLessThanOrEqualTo(24);
      assertThat(ask.form().command()).hasSizeLessThanOrEqualTo(90);
      assertThat(ask.form().inputs())
          .as("all that it takes but the ticket; where a modal is too small, it is paged")
          .isNotEmpty()
          .extracting(Input::name)
          .containsExactlyElementsOf(
              command.params().stream()
                  .filter(param -> param.kind() != CommandSpec.Param.Kind.KEY)
                  .map(CommandSpec.Param::name)
                  .filter(param -> !param.equals("page"))
                  .toList());
      assertThat(ask.form().inputs())
          .allSatisfy(input -> assertThat(input.label()).hasSizeBetween(1, 45));
      assertThat(ask.form().submit()).hasSizeLessThanOrEqualTo(24);
    } else {
      assertThat(pressed(command.words() + key))
          .isInstanceOfAny(Command.Call.class, Command.Misunderstood.class);
    }
  }

  @Test
  void fieldsAreTakenLiterally() {
    String text = "service:VPN says \"no\" impact:huge\n“quoted”";

    assertThat(
            shown(submitted("report", Map.of("text", text, "service", "Video calls", "for", "U2"))))
        .isEqualTo("report[text=" + text + ", service=Video calls, onBehalfOf=U2]");
    assertThat(shown(submitted("note INC-1", Map.of("text", "\"all quoted\""))))
        .isEqualTo("note[key=INC-1, text=\"all quoted\"]");
  }

  @Test
  void fieldsCompleteEveryKindOfParameter() {
    assertThat(shown(submitted("wait", Map.of("key", "12", "for", "Vendor", "why", " "))))
        .isEqualTo("wait[key=INC-12, on=VENDOR]");
    assertThat(shown(submitted("priority INC-1", Map.of("impact", "low", "urgency", "high"))))
        .isEqualTo("priority[key=INC-1, impact=LOW, urgency=HIGH]");
    assertThat(
            shown(
                submitted(
                    "outage declare", Map.of("service", "A B", "severity", "down", "text", "x"))))
        .isEqualTo("outage declare[service=A B, severity=DOWN, text=x]");
    assertThat(shown(submitted("summary", Map.of("period", "7 days", "service", "VPN"))))
        .isEqualTo("summary[period=LastDays[days=7], service=VPN]");
    assertThat(shown(submitted("role", Map.of("person", "@U9", "changes", "+agent, -admin"))))
        .isEqualTo("role[person=@U9, add=[agent], remove=[admin]]");
    assertThat(shown(submitted("help", Map.of("command", "Outage declare"))))
        .isEqualTo("help[topic=outage declare]");
    assertThat(shown(submitted("my", Map.of("page", "2")))).isEqualTo("my[page=2]");
  }

  @Test
  void unknownFieldsAreIgnored() {
    assertThat(shown(submitted("take INC-1", Map.of("colour", "red"))))
        .isEqualTo("take[key=INC-1]");
  }

  @Test
  void theFieldsOfAnItemGoToTheRequestAsTheyAre() {
    assertThat(
            shown(
                submitted(
                    "request laptop",
                    Map.of("item", "x=1", "fields", "a=b", "Model", "light", "why", " "))))
        .startsWith("request[item=laptop, fields={")
        .contains("item=x=1", "fields=a=b", "Model=light")
        .doesNotContain("why");
  }

  @Test
  void aRequestInTypedOptionsReadsItsFields() {
    assertThat(
            shown(
                submitted(
                    "request", Map.of("item", "new laptop", "fields", "model=light why=\"a b\""))))
        .startsWith("request[item=new laptop, fields={")
        .contains("model=light", "why=a b");
  }

  @Test
  void fieldsThatCannotBeAreRefused() {
    assertThat(refusal(submitted("wait INC-1", Map.of("for", "weather"))).text())
        .contains("For can be requester, vendor or problem");
    assertThat(refusal(submitted("resolve INC-1", Map.of("how", "a\0b"))).text())
        .contains("how: Your text holds a NUL character");
    assertThat(refusal(submitted("resolve INC-1", Map.of("how", "x".repeat(10_001)))).text())
        .contains("10,001 characters");
    assertThat(refusal(submitted("resolve INC-1", Map.of("how", "  "))).text())
        .contains("still needs how");
    assertThat(refusal(submitted("help", Map.of("command", "stauts"))).text())
        .contains("There is no command “stauts”");
    assertThat(refusal(submitted("request", Map.of("item", "x", "fields", "y"))).text())
        .contains("not written as field=value");
    assertThat(submitted("frobnicate", Map.of("a", "b"))).isInstanceOf(Command.Misunderstood.class);
  }

  @Test
  void aReportInTypedOptionsWithoutTextAsksForIt() {
    assertThat(form(submitted("report", Map.of("service", "VPN"))).inputs())
        .filteredOn(input -> input.name().equals("service"))
        .extracting(Input::value)
        .containsExactly("VPN");
  }
}
