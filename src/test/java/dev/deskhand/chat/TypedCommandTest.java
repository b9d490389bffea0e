package dev.deskhand.chat;

import static dev.deskhand.chat.Spoken.command;
import static dev.deskhand.chat.Spoken.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.deskhand.language.Command;
import dev.deskhand.language.Command.ChannelChange;
import dev.deskhand.language.Command.ChannelPurpose;
import dev.deskhand.language.Command.Level;
import dev.deskhand.language.Command.OutageSeverity;
import dev.deskhand.language.Command.OutageStage;
import dev.deskhand.language.Command.Period;
import dev.deskhand.language.Command.QueueView;
import dev.deskhand.language.Command.UndeliveredChange;
import dev.deskhand.language.Command.WaitingFor;
import dev.deskhand.language.CommandName;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedCommandTest {

  private static final TicketKey INC_1 = TicketKey.parse("INC-1").orElseThrow();
  private static final TicketKey INC_2 = TicketKey.parse("INC-2").orElseThrow();
  private static final TicketKey REQ_1 = TicketKey.parse("REQ-1").orElseThrow();
  private static final TicketKey OUT_1 = TicketKey.parse("OUT-1").orElseThrow();

  static Stream<Arguments> typed() {
    return Stream.of(
        arguments("help", new Command.Help(null)),
        arguments("", new Command.Help(null)),
        arguments("  \n ", new Command.Help(null)),
        arguments("\u00A0\u2003", new Command.Help(null)),
        arguments("\u200B\u2060 \u3164", new Command.Help(null)),
        arguments("HELP Outage  Declare", new Command.Help(CommandName.OUTAGE_DECLARE)),
        arguments("help fulfill", new Command.Help(CommandName.FULFIL)),
        arguments("WhoAmI", new Command.WhoAmI()),
        arguments("whoami!", new Command.WhoAmI()),
        arguments("report the VPN is down", report("the VPN is down", null, null, null, null)),
        arguments("report \"the VPN is down\"", report("the VPN is down", null, null, null, null)),
        arguments(
            "report service:VPN the \"new\" one\n\n  drops IMPACT:High for:@U7 often",
            report("the \"new\" one\n\n  drops often", "VPN", Level.HIGH, null, "@U7")),
        arguments(
            "report no picture service:“Video calls” urgency:low",
            report("no picture", "Video calls", null, Level.LOW, null)),
        arguments(
            "report service: VPN is the word, see http://a.example/b?c=d",
            report("service: VPN is the word, see http://a.example/b?c=d", null, null, null, null)),
        arguments(
            "report it says \"service:VPN\" and 5\" of \"snow",
            report("it says \"service:VPN\" and 5\" of \"snow", null, null, null, null)),
        arguments("report one\nservice:VPN\ntwo", report("one\ntwo", "VPN", null, null, null)),
        arguments("attach INC-1 OUT-1", new Command.Attach(INC_1, OUT_1)),
        arguments("attach inc-1 to out-1", new Command.Attach(INC_1, OUT_1)),
        arguments("my", new Command.My(1)),
        arguments("my page:3", new Command.My(3)),
        arguments("show 1", new Command.Show(INC_1, 1)),
        arguments("show #1 page:2", new Command.Show(INC_1, 2)),
        arguments("show req-001", new Command.Show(REQ_1, 1)),
        arguments(
            "show INC0000045",
            new Command.Show(new TicketKey(TicketKey.Kind.INCIDENT, "INC0000045"), 1)),
        arguments("show ＩＮＣ－１", new Command.Show(INC_1, 1)),
        arguments("show (INC-1)", new Command.Show(INC_1, 1)),
        arguments("show [out 1].", new Command.Show(OUT_1, 1)),
        arguments("find printer \"paper jam\" page:2", find("printer \"paper jam\"", 2)),
        arguments("status", new Command.Status(null)),
        arguments("status Video calls", new Command.Status("Video calls")),
        arguments("subscribe \"Video calls\"", new Command.Subscribe("Video calls")),
        arguments("unsubscribe VPN", new Command.Unsubscribe("VPN")),
        arguments("catalogue", new Command.Catalog()),
        arguments("request laptop", new Command.Request("laptop", Map.of())),
        arguments(
            "request new laptop Model=light reason=\"the old one, it broke\"",
            new Command.Request(
                "new laptop", Map.of("model", "light", "reason", "the old one, it broke"))),
        arguments("reply INC-1 thanks\nall good", new Command.ReplyTo(INC_1, "thanks\nall good")),
        arguments("reply INC-1: thanks", new Command.ReplyTo(INC_1, "thanks")),
        arguments("reopen INC‑1 again", new Command.Reopen(INC_1, "again")),
        arguments("cancel \u200EREQ-1\u200E", new Command.Cancel(REQ_1, null)),
        arguments("queue", new Command.Queue(QueueView.OPEN, null, null, 1)),
        arguments(
            "queue priority:P1 unassigned service:VPN page:2",
            new Command.Queue(QueueView.UNASSIGNED, "VPN", 1, 2)),
        arguments("queue priority:p4", new Command.Queue(QueueView.OPEN, null, 4, 1)),
        arguments("tickets @sam page:2", new Command.Tickets("@sam", 2)),
        arguments("panel", new Command.Panel(null)),
        arguments("panel discord:42", new Command.Panel("discord:42")),
        arguments("take INC-1", new Command.Take(INC_1)),
        arguments("assign INC-1 @sam", new Command.Assign(INC_1, "@sam")),
        arguments("assign INC-1 to @sam", new Command.Assign(INC_1, "@sam")),
        arguments("assign INC-1 to Network team", new Command.Assign(INC_1, "Network team")),
        arguments("assign INC-1 To", new Command.Assign(INC_1, "To")),
        arguments("priority impact:high INC-1", new Command.Prioritise(INC_1, Level.HIGH, null)),
        arguments("note INC-1 impact:high is wrong", note("impact:high is wrong")),
        arguments("note INC-1 שלום 🚒 \u202Etxet", note("שלום 🚒 \u202Etxet")),
        arguments("wait INC-1 vendor", new Command.Wait(INC_1, WaitingFor.VENDOR, null)),
        arguments(
            "wait INC-1 for vendor ordered part",
            new Command.Wait(INC_1, WaitingFor.VENDOR, "ordered part")),
        arguments("resume INC-1", new Command.Resume(INC_1)),
        arguments("resolve 1 switched it on", new Command.Resolve(INC_1, "switched it on")),
        arguments("close INC-1", new Command.Close(INC_1)),
        arguments("fulfil REQ-1", new Command.Fulfil(REQ_1, null, null)),
        arguments("fulfill REQ-1 2", new Command.Fulfil(REQ_1, 2, null)),
        arguments("fulfil REQ-1 step 2 note", new Command.Fulfil(REQ_1, 2, "note")),
        arguments("fulfil REQ-1 handed over 2", new Command.Fulfil(REQ_1, null, "handed over 2")),
        arguments("fulfil REQ-1 step by step", new Command.Fulfil(REQ_1, null, "step by step")),
        arguments("outage declare VPN down all", declare("VPN", OutageSeverity.DOWN, "all")),
        arguments(
            "Outage Declare Video calls DEGRADED no sound, goes down",
            declare("Video calls", OutageSeverity.DEGRADED, "no sound, goes down")),
        arguments(
            "outage declare \"Down under\" down gone",
            declare("Down under", OutageSeverity.DOWN, "gone")),
        arguments(
            "outage update OUT-1 identified a switch",
            new Command.OutageUpdate(OUT_1, null, OutageStage.IDENTIFIED, "a switch")),
        arguments(
            "outage update OUT-1 still looking",
            new Command.OutageUpdate(OUT_1, null, null, "still looking")),
        arguments(
            "outage update OUT-1 Down now nothing prints at all",
            new Command.OutageUpdate(
                OUT_1, OutageSeverity.DOWN, null, "now nothing prints at all")),
        arguments(
            "outage update OUT-1 degraded monitoring it comes back",
            new Command.OutageUpdate(
                OUT_1, OutageSeverity.DEGRADED, OutageStage.MONITORING, "it comes back")),
        arguments(
            "outage update OUT-1 still down for most",
            new Command.OutageUpdate(OUT_1, null, null, "still down for most")),
        arguments(
            "outage update OUT-1 \"down the road\" a cable was cut",
            new Command.OutageUpdate(OUT_1, null, null, "\"down the road\" a cable was cut")),
        arguments("outage detach INC-1 INC-2", new Command.OutageDetach(List.of(INC_1, INC_2))),
        arguments(
            "service rename VPN \"Corporate VPN\"",
            new Command.ServiceRename("VPN", "Corporate VPN")),
        arguments(
            "service rename \"Video calls\" Meetings",
            new Command.ServiceRename("Video calls", "Meetings")),
        arguments("service retire Video calls", new Command.ServiceRetire("Video calls")),
        arguments("outage resolve OUT-1 fire", new Command.OutageResolve(OUT_1, "fire")),
        arguments(
            "outage attach OUT-1 INC-1,INC-2 and inc-1",
            new Command.OutageAttach(OUT_1, List.of(INC_1, INC_2))),
        arguments("approve REQ-1 go on", new Command.Approve(REQ_1, "go on")),
        arguments("reject REQ-1 no", new Command.Reject(REQ_1, "no")),
        arguments("summary", new Command.Summary(new Period.LastDays(30), null)),
        arguments("summary 7d service:VPN", new Command.Summary(new Period.LastDays(7), "VPN")),
        arguments("summary last 7 days", new Command.Summary(new Period.LastDays(7), null)),
        arguments("metrics 2016-02-29..2017-12-31", metrics("2016-02-29", "2017-12-31")),
        arguments("metrics 2016-02-29 to 2017-12-31", metrics("2016-02-29", "2017-12-31")),
        arguments("metrics 2016-02-29 … 2017-12-31", metrics("2016-02-29", "2017-12-31")),
        arguments("metrics 2016-02-29", metrics("2016-02-29", "2016-02-29")),
        arguments(
            "role @sam +Agent -manager +admin",
            new Command.RoleChange("@sam", List.of("agent", "admin"), List.of("manager"))),
        arguments(
            "service add \"Video calls\" kind:supporting team:\"Work place\" level:99.5",
            new Command.ServiceAdd("Video calls", "supporting", null, "Work place", null, "99.5")),
        arguments("channel list", new Command.Channel(ChannelChange.LIST, null, null)),
        arguments(
            "channel add triage slack:C0123",
            new Command.Channel(ChannelChange.ADD, ChannelPurpose.TRIAGE, "slack:C0123")),
        arguments("audit OUT-1", new Command.Audit(OUT_1, 1)),
        arguments("audit", new Command.AuditDesk(1)),
        arguments("audit page:3", new Command.AuditDesk(3)),
        arguments(
            "undelivered list page:2", new Command.Undelivered(UndeliveredChange.LIST, null, 2)),
        arguments(
            "undelivered retry 17", new Command.Undelivered(UndeliveredChange.RETRY, 17L, 1)));
  }

  @ParameterizedTest
  @MethodSource("typed")
  void wordsBecomeTheCommandThatTheyMean(String text, Command expected) {
    assertThat(command(text)).isEqualTo(expected);
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
    assertThat(command("note INC-1 a\u0007\u001Bb\tc\r\nd\re\uD800f\u0085"))
        .isEqualTo(note("ab\tc\nd\ne\uFFFDf"));
  }

  @Test
  void theLongestTextIsCountedInCharactersAsPeopleSeeThem() {
    assertThat(command("note INC-1 " + "🚒".repeat(9_989))).isInstanceOf(Command.Note.class);
    assertThat(command("note INC-1 " + "🚒".repeat(9_990)))
        .isInstanceOf(Command.Misunderstood.class);
  }

  @ParameterizedTest
  @EnumSource
  void everyExampleIsUnderstood(CommandName name) {
    assertThat(command(name.spec().example()).name()).contains(name);
    assertThat(Spoken.freely(name.spec().example()).name()).contains(name);
    assertThat(Spoken.pressed(name.spec().example())).isInstanceOf(Command.Named.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"report", "REPORT", "report service:VPN", "report \"\""})
  void aReportWithoutTextAsksForIt(String text) {
    assertThat(Spoken.form(command(text)).inputs())
        .extracting(Reply.Input::name)
        .containsExactly("text", "service", "impact", "urgency", "for");
  }

  private static Command.Report report(
      String text,
      @Nullable String service,
      @Nullable Level impact,
      @Nullable Level urgency,
      @Nullable String onBehalfOf) {
    return new Command.Report(text, service, impact, urgency, onBehalfOf);
  }

  private static Command.Find find(String words, int page) {
    return new Command.Find(words, page);
  }

  private static Command.Note note(String text) {
    return new Command.Note(INC_1, text);
  }

  private static Command.OutageDeclare declare(
      String service, OutageSeverity severity, String text) {
    return new Command.OutageDeclare(service, severity, text);
  }

  private static Command.Metrics metrics(String from, String to) {
    return new Command.Metrics(new Period.Days(LocalDate.parse(from), LocalDate.parse(to)), null);
  }
}
