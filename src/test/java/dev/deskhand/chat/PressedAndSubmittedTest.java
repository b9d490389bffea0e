package dev.deskhand.chat;

import static dev.deskhand.chat.Spoken.form;
import static dev.deskhand.chat.Spoken.pressed;
import static dev.deskhand.chat.Spoken.refusal;
import static dev.deskhand.chat.Spoken.submitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.deskhand.chat.Reply.Input;
import dev.deskhand.chat.Reply.InputKind;
import dev.deskhand.chat.Reply.Option;
import dev.deskhand.language.Command;
import dev.deskhand.language.Command.Level;
import dev.deskhand.language.Command.OutageSeverity;
import dev.deskhand.language.Command.Period;
import dev.deskhand.language.Command.WaitingFor;
import dev.deskhand.language.CommandName;
import dev.deskhand.language.CommandSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PressedAndSubmittedTest {

  private static final TicketKey INC_1 = TicketKey.parse("INC-1").orElseThrow();

  @Test
  void aCompleteActionIsItsCommand() {
    assertThat(pressed("take INC-1")).isEqualTo(new Command.Take(INC_1));
    assertThat(pressed("cancel INC-1")).isEqualTo(new Command.Cancel(INC_1, null));
  }

  @Test
  void aDraftCanOnlyBeReportedWithAPress() {
    assertThat(pressed(Command.ReportDraft.words(17))).isEqualTo(new Command.ReportDraft(17));
    assertThat(Spoken.command(Command.ReportDraft.words(17))).isInstanceOf(Command.Report.class);
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
        .isInstanceOf(Command.Report.class);
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
  @EnumSource
  void everyFormKeepsToTheStrictestPlatform(CommandName name) {
    String key =
        name.spec().params().stream()
            .filter(param -> param.kind() == CommandSpec.Param.Kind.KEY)
            .map(param -> " " + param.choices().getFirst() + "-123456789012345")
            .reduce("", String::concat);
    if (pressed(name.words() + key) instanceof Command.Ask ask) {
      assertThat(ask.form().title()).hasSizeLessThanOrEqualTo(24);
      assertThat(ask.form().command()).hasSizeLessThanOrEqualTo(90);
      assertThat(ask.form().inputs())
          .as("all that it takes but the ticket; where a modal is too small, it is paged")
          .isNotEmpty()
          .extracting(Input::name)
          .containsExactlyElementsOf(
              name.spec().params().stream()
                  .filter(param -> param.kind() != CommandSpec.Param.Kind.KEY)
                  .map(CommandSpec.Param::name)
                  .filter(param -> !param.equals("page"))
                  .toList());
      assertThat(ask.form().inputs())
          .allSatisfy(input -> assertThat(input.label()).hasSizeBetween(1, 45));
      assertThat(ask.form().submit()).hasSizeLessThanOrEqualTo(24);
    } else {
      assertThat(pressed(name.words() + key))
          .isInstanceOfAny(Command.Named.class, Command.Misunderstood.class);
    }
  }

  @Test
  void fieldsAreTakenLiterally() {
    String text = "service:VPN says \"no\" impact:huge\n“quoted”";

    assertThat(submitted("report", Map.of("text", text, "service", "Video calls", "for", "U2")))
        .isEqualTo(new Command.Report(text, "Video calls", null, null, "U2"));
    assertThat(submitted("note INC-1", Map.of("text", "\"all quoted\"")))
        .isEqualTo(new Command.Note(INC_1, "\"all quoted\""));
  }

  @Test
  void fieldsCompleteEveryKindOfParameter() {
    assertThat(submitted("wait", Map.of("key", "12", "for", "Vendor", "why", " ")))
        .isEqualTo(
            new Command.Wait(TicketKey.parse("INC-12").orElseThrow(), WaitingFor.VENDOR, null));
    assertThat(submitted("priority INC-1", Map.of("impact", "low", "urgency", "high")))
        .isEqualTo(new Command.Prioritise(INC_1, Level.LOW, Level.HIGH));
    assertThat(
            submitted("outage declare", Map.of("service", "A B", "severity", "down", "text", "x")))
        .isEqualTo(new Command.OutageDeclare("A B", OutageSeverity.DOWN, "x"));
    assertThat(submitted("summary", Map.of("period", "7 days", "service", "VPN")))
        .isEqualTo(new Command.Summary(new Period.LastDays(7), "VPN"));
    assertThat(submitted("role", Map.of("person", "@U9", "changes", "+agent, -admin")))
        .isEqualTo(new Command.RoleChange("@U9", List.of("agent"), List.of("admin")));
    assertThat(submitted("help", Map.of("command", "Outage declare")))
        .isEqualTo(new Command.Help(CommandName.OUTAGE_DECLARE));
    assertThat(submitted("my", Map.of("page", "2"))).isEqualTo(new Command.My(2));
  }

  @Test
  void unknownFieldsAreIgnored() {
    assertThat(submitted("take INC-1", Map.of("colour", "red"))).isEqualTo(new Command.Take(INC_1));
  }

  @Test
  void theFieldsOfAnItemGoToTheRequestAsTheyAre() {
    assertThat(
            submitted(
                "request laptop",
                Map.of("item", "x=1", "fields", "a=b", "Model", "light", "why", " ")))
        .isEqualTo(
            new Command.Request(
                "laptop", Map.of("item", "x=1", "fields", "a=b", "Model", "light")));
  }

  @Test
  void aRequestInTypedOptionsReadsItsFields() {
    assertThat(
            submitted("request", Map.of("item", "new laptop", "fields", "model=light why=\"a b\"")))
        .isEqualTo(new Command.Request("new laptop", Map.of("model", "light", "why", "a b")));
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
