package dev.deskhand.language;

import static dev.deskhand.testing.Spoken.command;
import static dev.deskhand.testing.Spoken.refusal;
import static dev.deskhand.testing.Spoken.shown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.testing.Spoken;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedCommandTest {

  static Stream<Arguments> typed() {
    return Stream.of(
        arguments("help", "help[]"),
        arguments("", "help[]"),
        arguments("  \n ", "help[]"),
        arguments("\u00A0\u2003", "help[]"),
        arguments("\u200B\u2060 \u3164", "help[]"),
        arguments("HELP Outage  Declare", "help[topic=outage declare]"),
        arguments("help fulfill", "help[topic=fulfill]"),
        arguments("WhoAmI", "whoami[]"),
        arguments("whoami!", "whoami[]"),
        arguments("report the VPN is down", "report[text=the VPN is down]"),
        arguments("report \"the VPN is down\"", "report[text=the VPN is down]"),
        arguments(
            "report service:VPN the \"new\" one\n\n  drops IMPACT:High for:@U7 often",
            "report[text=the \"new\" one\n\n"
                + "  drops often, service=VPN, impact=HIGH, onBehalfOf=@U7]"),
        arguments(
            "report no picture service:“Video calls” urgency:low",
            "report[text=no picture, service=Video calls, urgency=LOW]"),
        arguments(
            "report service: VPN is the word, see http://a.example/b?c=d",
            "report[text=service: VPN is the word, see http://a.example/b?c=d]"),
        arguments(
            "report it says \"service:VPN\" and 5\" of \"snow",
            "report[text=it says \"service:VPN\" and 5\" of \"snow]"),
        arguments("report one\nservice:VPN\ntwo", "report[text=one\ntwo, service=VPN]"),
        arguments("attach INC-1 OUT-1", "attach[key=INC-1, to=OUT-1]"),
        arguments("attach inc-1 to out-1", "attach[key=INC-1, to=OUT-1]"),
        arguments("my", "my[page=1]"),
        arguments("my page:3", "my[page=3]"),
        arguments("show 1", "show[key=INC-1, page=1]"),
        arguments("show #1 page:2", "show[key=INC-1, page=2]"),
        arguments("show req-001", "show[key=REQ-1, page=1]"),
        arguments("show INC0000045", "show[key=INC0000045, page=1]"),
        arguments("show ＩＮＣ－１", "show[key=INC-1, page=1]"),
        arguments("show (INC-1)", "show[key=INC-1, page=1]"),
        arguments("show [out 1].", "show[key=OUT-1, page=1]"),
        arguments("find printer \"paper jam\" page:2", "find[words=printer \"paper jam\", page=2]"),
        arguments("status", "status[]"),
        arguments("status Video calls", "status[service=Video calls]"),
        arguments("subscribe \"Video calls\"", "subscribe[service=Video calls]"),
        arguments("unsubscribe VPN", "unsubscribe[service=VPN]"),
        arguments("catalogue", "catalog[]"),
        arguments("request laptop", "request[item=laptop]"),
        arguments(
            "request new laptop Model=light", "request[item=new laptop, fields={model=light}]"),
        arguments(
            "request new laptop reason=\"the old one, it broke\"",
            "request[item=new laptop, fields={reason=the old one, it broke}]"),
        arguments("reply INC-1 thanks\nall good", "reply[key=INC-1, text=thanks\nall good]"),
        arguments("reply INC-1: thanks", "reply[key=INC-1, text=thanks]"),
        arguments("reopen INC‑1 again", "reopen[key=INC-1, why=again]"),
        arguments("cancel \u200EREQ-1\u200E", "cancel[key=REQ-1]"),
        arguments("queue", "queue[view=OPEN, page=1]"),
        arguments(
            "queue priority:P1 unassigned service:VPN page:2",
            "queue[view=UNASSIGNED, service=VPN, priority=1, page=2]"),
        arguments("queue priority:p4", "queue[view=OPEN, priority=4, page=1]"),
        arguments("tickets @sam page:2", "tickets[person=@sam, page=2]"),
        arguments("panel", "panel[]"),
        arguments("panel discord:42", "panel[channel=discord:42]"),
        arguments("take INC-1", "take[key=INC-1]"),
        arguments("assign INC-1 @sam", "assign[key=INC-1, to=@sam]"),
        arguments("assign INC-1 to @sam", "assign[key=INC-1, to=@sam]"),
        arguments("assign INC-1 to Network team", "assign[key=INC-1, to=Network team]"),
        arguments("assign INC-1 To", "assign[key=INC-1, to=To]"),
        arguments("priority impact:high INC-1", "priority[key=INC-1, impact=HIGH]"),
        arguments("note INC-1 impact:high is wrong", "note[key=INC-1, text=impact:high is wrong]"),
        arguments("note INC-1 שלום 🚒 \u202Etxet", "note[key=INC-1, text=שלום 🚒 \u202Etxet]"),
        arguments("wait INC-1 vendor", "wait[key=INC-1, on=VENDOR]"),
        arguments(
            "wait INC-1 for vendor ordered part", "wait[key=INC-1, on=VENDOR, why=ordered part]"),
        arguments("resume INC-1", "resume[key=INC-1]"),
        arguments("resolve 1 switched it on", "resolve[key=INC-1, how=switched it on]"),
        arguments("close INC-1", "close[key=INC-1]"),
        arguments("merge INC-2 into INC-1", "merge[key=INC-2, into=INC-1]"),
        arguments("Merge #2 INTO inc 1", "merge[key=INC-2, into=INC-1]"),
        arguments("relate INC-2 INC-1", "relate[key=INC-2, to=INC-1]"),
        arguments("relate inc 2 to inc 1", "relate[key=INC-2, to=INC-1]"),
        arguments("merge INC-2 INC-1", "merge[key=INC-2, into=INC-1]"),
        arguments("fulfil REQ-1", "fulfil[key=REQ-1]"),
        arguments("fulfill REQ-1 2", "fulfil[key=REQ-1, step=2]"),
        arguments("fulfil REQ-1 step 2 note", "fulfil[key=REQ-1, step=2, note=note]"),
        arguments("fulfil REQ-1 handed over 2", "fulfil[key=REQ-1, note=handed over 2]"),
        arguments("fulfil REQ-1 step by step", "fulfil[key=REQ-1, note=step by step]"),
        arguments(
            "outage declare VPN down all", "outage declare[service=VPN, severity=DOWN, text=all]"),
        arguments(
            "Outage Declare Video calls DEGRADED no sound, goes down",
            "outage declare[service=Video calls, severity=DEGRADED, text=no sound, goes down]"),
        arguments(
            "outage declare \"Down under\" down gone",
            "outage declare[service=Down under, severity=DOWN, text=gone]"),
        arguments(
            "outage update OUT-1 identified a switch",
            "outage update[key=OUT-1, stage=IDENTIFIED, text=a switch]"),
        arguments(
            "outage update OUT-1 still looking", "outage update[key=OUT-1, text=still looking]"),
        arguments(
            "outage update OUT-1 Down now nothing prints at all",
            "outage update[key=OUT-1, severity=DOWN, text=now nothing prints at all]"),
        arguments(
            "outage update OUT-1 degraded monitoring it comes back",
            "outage update[key=OUT-1, severity=DEGRADED, stage=MONITORING, text=it comes back]"),
        arguments(
            "outage update OUT-1 still down for most",
            "outage update[key=OUT-1, text=still down for most]"),
        arguments(
            "outage update OUT-1 \"down the road\" a cable was cut",
            "outage update[key=OUT-1, text=\"down the road\" a cable was cut]"),
        arguments("outage detach INC-1 INC-2", "outage detach[incidents=[INC-1, INC-2]]"),
        arguments(
            "service rename VPN \"Corporate VPN\"",
            "service rename[service=VPN, to=Corporate VPN]"),
        arguments(
            "service rename \"Video calls\" Meetings",
            "service rename[service=Video calls, to=Meetings]"),
        arguments("service retire Video calls", "service retire[service=Video calls]"),
        arguments("outage resolve OUT-1 fire", "outage resolve[key=OUT-1, cause=fire]"),
        arguments(
            "outage attach OUT-1 INC-1,INC-2 and inc-1",
            "outage attach[key=OUT-1, incidents=[INC-1, INC-2]]"),
        arguments("approve REQ-1 go on", "approve[key=REQ-1, comment=go on]"),
        arguments("reject REQ-1 no", "reject[key=REQ-1, why=no]"),
        arguments("summary", "summary[period=LastDays[days=30]]"),
        arguments("summary 7d service:VPN", "summary[period=LastDays[days=7], service=VPN]"),
        arguments("summary last 7 days", "summary[period=LastDays[days=7]]"),
        arguments(
            "metrics 2016-02-29..2017-12-31",
            "metrics[period=Days[from=2016-02-29, to=2017-12-31]]"),
        arguments(
            "metrics 2016-02-29 to 2017-12-31",
            "metrics[period=Days[from=2016-02-29, to=2017-12-31]]"),
        arguments(
            "metrics 2016-02-29 … 2017-12-31",
            "metrics[period=Days[from=2016-02-29, to=2017-12-31]]"),
        arguments("metrics 2016-02-29", "metrics[period=Days[from=2016-02-29, to=2016-02-29]]"),
        arguments(
            "role @sam +Agent -manager +admin",
            "role[person=@sam, add=[agent, admin], remove=[manager]]"),
        arguments(
            "service add \"Video calls\" kind:supporting team:\"Work place\" level:99.5",
            "service add[name=Video calls, kind=SUPPORTING, criticality=MEDIUM, team=Work place,"
                + " level=99.5]"),
        arguments("channel list", "channel[change=LIST]"),
        arguments(
            "channel add triage slack:C0123",
            "channel[change=ADD, purpose=TRIAGE, channel=slack:C0123]"),
        arguments("audit OUT-1", "audit[key=OUT-1, page=1]"),
        arguments("audit", "audit[page=1]"),
        arguments("audit page:3", "audit[page=3]"),
        arguments("undelivered list page:2", "undelivered[change=LIST, page=2]"),
        arguments("undelivered retry 17", "undelivered[change=RETRY, id=17, page=1]"));
  }

  @ParameterizedTest
  @MethodSource("typed")
  void wordsBecomeTheCommandThatTheyMean(String text, String expected) {
    assertThat(shown(command(text))).isEqualTo(expected);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments("show must go on", "“must” is not the key of a ticket"),
        arguments("take OUT-1", "OUT-1 names an outage. “take” takes the key of an incident"),
        arguments("outage update INC-1 hm", "INC-1 names an incident. “outage update” takes"),
        arguments("approve 7", "A bare number names an incident"),
        arguments("attach INC-1 REQ-1", "REQ-1 names a request. “to” takes the key of"),
        arguments("take INC-1 please", "“take” does not take “please”"),
        arguments("take", "“take” still needs key (the incident, such as INC-12)"),
        arguments("wait INC-1", "“wait INC-1” still needs for (who has to move)"),
        arguments("wait INC-1 weather", "For can be requester, vendor or problem, not “weather”"),
        arguments("resolve INC-1", "“resolve INC-1” still needs how"),
        arguments("resolve INC-1 \"\"", "“resolve INC-1” still needs how"),
        arguments("priority INC-1", "still needs impact (how many people it stops) and urgency"),
        arguments("report x impact:huge", "Impact can be low, medium or high, not “huge”"),
        arguments("report x impact:low impact:low", "“impact:” is given twice"),
        arguments("queue elsewhere", "View can be open, mine, unassigned or waiting"),
        arguments("queue breaching", "View can be open, mine, unassigned or waiting"),
        arguments("queue priority:P5", "Priority can be p1, p2, p3 or p4, not “P5”"),
        arguments("my page:0", "Page must be a whole number from 1 to 99,999, not “0”"),
        arguments("my page:-1", "Page must be a whole number"),
        arguments("my page:1000000", "Page must be a whole number"),
        arguments("my laptop is broken", "“my” does not take “laptop is broken”"),
        arguments("request laptop a=1 a=2", "“a=” is given twice"),
        arguments("request laptop a=1 two", "“two” is not written as field=value"),
        arguments("request", "“request” still needs item"),
        arguments("outage declare VPN broken", "still needs severity (how bad it is) and text"),
        arguments("outage attach OUT-1 INC-1 REQ-2", "“REQ-2” is not the key of an incident"),
        arguments("outage attach OUT-1 ,", "Name 1 to 100 incidents at once"),
        arguments("summary 0d", "A period has 1 to 3,660 days; this one has 0"),
        arguments("summary 3661d", "A period has 1 to 3,660 days; this one has 3,661"),
        arguments("summary yesterday", "“yesterday” is not a period"),
        arguments("summary 2026-02-30", "2026-02-30 is not a day of the calendar"),
        arguments("summary 2026-02-02..2026-02-01", "starts on 2026-02-02, after it ends"),
        arguments("summary 2000-01-01..2026-02-01", "A period has 1 to 3,660 days"),
        arguments("role @sam agent", "“agent” does not say which roles to give and take"),
        arguments("channel add", "still needs purpose (which posts)"),
        arguments("channel ad triage", "Change can be list, add or remove, not “ad”"),
        arguments("service add Video calls", "“service add” does not take “calls”"),
        arguments("undelivered retry", "still needs id (the number of the message)"),
        arguments("undelivered retry x", "“undelivered” does not take “x”"),
        arguments("find", "“find” still needs words (what to search for)"),
        arguments("note INC-1 a\0b", "Your text holds a NUL character"),
        arguments(
            "note INC-1 " + "x".repeat(100_000),
            "Your text has 100,011 characters; the desk takes at most 10,000"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatDoesNotFitIsAnsweredWithTheReason(String text, String reason) {
    assertThat(refusal(command(text)).text()).contains(reason);
  }

  @Test
  void aRefusalShowsUsageAndAnExample() {
    assertThat(refusal(command("wait INC-1 weather")).text())
        .endsWith(
            "\nUsage: wait KEY requester|vendor|problem [why]"
                + "\nExample: wait INC-12 requester which printer is it?");
  }

  @Test
  void aMissingChoiceCanBePressed() {
    assertThat(refusal(command("wait INC-1")).actions())
        .extracting(Action::command)
        .contains("wait INC-1 requester", "wait INC-1 vendor", "wait INC-1 problem");
  }

  @Test
  void aMissingTextCanBeFilledInWithOnePress() {
    Action press = refusal(command("resolve INC-1")).actions().getFirst();

    assertThat(Spoken.form(Spoken.pressed(press.command())).command()).isEqualTo("resolve INC-1");
  }

  @ParameterizedTest
  @CsvSource({
    "repotr the VPN is down, report",
    "tkae INC-1, take",
    "statsu, status",
    "outage decalre VPN down x, outage declare",
    "sub VPN, subscribe",
    "outage, outage update",
    "help stauts, status"
  })
  void anUnknownCommandIsAnsweredWithTheNearest(String text, String nearest) {
    assertThat(refusal(command(text)).text())
        .contains("There is no command")
        .containsPattern("The nearest: [^.]*\\b" + nearest + "\\b");
  }

  @Test
  void aSlipInTheNameCanBeCorrectedWithOnePress() {
    assertThat(refusal(command("tkae INC-1")).actions())
        .first()
        .isEqualTo(Action.primary("take INC-1", "take INC-1"));
  }

  @Test
  void anIssueInPlainWordsCanBeReportedWithOnePress() {
    assertThat(refusal(command("the printer burns")).actions())
        .first()
        .isEqualTo(Action.primary("Report this as an issue", "report the printer burns"));
  }

  @Test
  void wordsThatResembleNothingLeadToHelp() {
    Reply.Refusal refusal = refusal(command("xyzzyplugh"));

    assertThat(refusal.text())
        .isEqualTo("There is no command “xyzzyplugh”. Say help to see what you can do here.");
    assertThat(refusal.actions()).containsExactly(Action.of("Help", "help"));
  }

  @Test
  void controlCharactersAreLeftOutAndHalfPairsReplaced() {
    assertThat(shown(command("note INC-1 a\u0007\u001Bb\tc\r\nd\re\uD800f\u0085")))
        .isEqualTo("note[key=INC-1, text=ab\tc\nd\ne\uFFFDf]");
  }

  @Test
  void theLongestTextIsCountedInCharactersAsPeopleSeeThem() {
    assertThat(command("note INC-1 " + "🚒".repeat(9_989))).isInstanceOf(Command.Call.class);
    assertThat(command("note INC-1 " + "🚒".repeat(9_990)))
        .isInstanceOf(Command.Misunderstood.class);
  }

  static List<CommandSpec> commands() {
    return Spoken.REGISTRY.all();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyExampleIsUnderstood(CommandSpec command) {
    assertThat(command(command.example()).spec()).contains(command);
    assertThat(Spoken.freely(command.example()).spec()).contains(command);
    assertThat(Spoken.pressed(command.example())).isInstanceOf(Command.Call.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"report", "REPORT", "report service:VPN", "report \"\""})
  void aReportWithoutTextAsksForIt(String text) {
    assertThat(Spoken.form(command(text)).inputs())
        .extracting(Reply.Input::name)
        .containsExactly("text", "service", "impact", "urgency", "for");
  }
}
