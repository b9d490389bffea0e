package dev.deskhand.language;

import dev.deskhand.language.Command.ChannelChange;
import dev.deskhand.language.Command.ChannelPurpose;
import dev.deskhand.language.Command.Level;
import dev.deskhand.language.Command.OutageSeverity;
import dev.deskhand.language.Command.OutageStage;
import dev.deskhand.language.Command.Period;
import dev.deskhand.language.Command.QueueView;
import dev.deskhand.language.Command.UndeliveredChange;
import dev.deskhand.language.Command.WaitingFor;
import org.jspecify.annotations.Nullable;

/** Makes the command out of everything that was given for it. */
final class CommandFactory {

  private CommandFactory() {}

  /** The command. What was given must be complete: {@link ParsedArguments#missing()} is empty. */
  static Command.Named commandOf(ParsedArguments given) {
    return switch (given.spec().name()) {
      case HELP ->
          new Command.Help(given.optional("command").flatMap(ParameterTypes::command).orElse(null));
      case WHOAMI -> new Command.WhoAmI();
      case REPORT ->
          new Command.Report(
              given.text("text"),
              given.textOrNull("service"),
              level(given, "impact"),
              level(given, "urgency"),
              given.textOrNull("for"));
      case ATTACH -> new Command.Attach(given.key("key"), given.key("to"));
      case MY -> new Command.My(given.page());
      case SHOW -> new Command.Show(given.key("key"), given.page());
      case FILES -> new Command.Files(given.key("key"), given.page());
      case FIND -> new Command.Find(given.text("words"), given.page());
      case STATUS -> new Command.Status(given.textOrNull("service"));
      case SUBSCRIBE -> new Command.Subscribe(given.text("service"));
      case UNSUBSCRIBE -> new Command.Unsubscribe(given.text("service"));
      case CATALOG -> new Command.Catalog();
      case REQUEST -> new Command.Request(given.text("item"), given.fields());
      case REPLY -> new Command.ReplyTo(given.key("key"), given.text("text"));
      case REOPEN -> new Command.Reopen(given.key("key"), given.text("why"));
      case CANCEL -> new Command.Cancel(given.key("key"), given.textOrNull("why"));
      case QUEUE ->
          new Command.Queue(
              given.choice("view", QueueView.class).orElse(QueueView.OPEN),
              given.textOrNull("service"),
              priority(given),
              given.page());
      case TICKETS -> new Command.Tickets(given.text("person"), given.page());
      case TAKE -> new Command.Take(given.key("key"));
      case ASSIGN -> new Command.Assign(given.key("key"), given.text("to"));
      case PRIORITY ->
          new Command.Prioritise(given.key("key"), level(given, "impact"), level(given, "urgency"));
      case NOTE -> new Command.Note(given.key("key"), given.text("text"));
      case WAIT ->
          new Command.Wait(
              given.key("key"),
              given.choice("for", WaitingFor.class).orElseThrow(),
              given.textOrNull("why"));
      case RESUME -> new Command.Resume(given.key("key"));
      case RESOLVE -> new Command.Resolve(given.key("key"), given.text("how"));
      case CLOSE -> new Command.Close(given.key("key"));
      case FULFIL ->
          new Command.Fulfil(
              given.key("key"), given.number("step").orElse(null), given.textOrNull("note"));
      case OUTAGE_DECLARE ->
          new Command.OutageDeclare(
              given.text("service"),
              given.choice("severity", OutageSeverity.class).orElseThrow(),
              given.text("text"));
      case OUTAGE_UPDATE ->
          new Command.OutageUpdate(
              given.key("key"),
              given.choice("severity", OutageSeverity.class).orElse(null),
              given.choice("stage", OutageStage.class).orElse(null),
              given.text("text"));
      case OUTAGE_RESOLVE -> new Command.OutageResolve(given.key("key"), given.text("cause"));
      case OUTAGE_ATTACH -> new Command.OutageAttach(given.key("key"), given.keys("incidents"));
      case OUTAGE_DETACH -> new Command.OutageDetach(given.keys("incidents"));
      case APPROVE -> new Command.Approve(given.key("key"), given.textOrNull("comment"));
      case REJECT -> new Command.Reject(given.key("key"), given.text("why"));
      case SUMMARY -> new Command.Summary(period(given), given.textOrNull("service"));
      case METRICS -> new Command.Metrics(period(given), given.textOrNull("service"));
      case ROLE ->
          new Command.RoleChange(
              given.text("person"), given.roles("changes", '+'), given.roles("changes", '-'));
      case SERVICE_ADD ->
          new Command.ServiceAdd(
              given.text("name"),
              given.textOrNull("kind"),
              given.textOrNull("criticality"),
              given.textOrNull("team"),
              given.textOrNull("depends"),
              given.textOrNull("level"));
      case SERVICE_RENAME -> new Command.ServiceRename(given.text("service"), given.text("name"));
      case SERVICE_RETIRE -> new Command.ServiceRetire(given.text("service"));
      case CHANNEL ->
          new Command.Channel(
              given.choice("change", ChannelChange.class).orElseThrow(),
              given.choice("purpose", ChannelPurpose.class).orElse(null),
              given.textOrNull("channel"));
      case PANEL -> new Command.Panel(given.textOrNull("channel"));
      case AUDIT ->
          given.has("key")
              ? new Command.Audit(given.key("key"), given.page())
              : new Command.AuditDesk(given.page());
      case UNDELIVERED ->
          new Command.Undelivered(
              given.choice("change", UndeliveredChange.class).orElseThrow(),
              given.number("id").map(Integer::longValue).orElse(null),
              given.page());
    };
  }

  private static @Nullable Level level(ParsedArguments given, String name) {
    return given.choice(name, Level.class).orElse(null);
  }

  /** {@code p2} is the second priority. */
  private static @Nullable Integer priority(ParsedArguments given) {
    return given
        .optional("priority")
        .map(p -> Integer.valueOf(p.strip().substring(1)))
        .orElse(null);
  }

  private static Period period(ParsedArguments given) {
    return given
        .optional("period")
        .map(Periods::read)
        .map(
            reading ->
                switch (reading) {
                  case Periods.Reading.Read read -> read.period();
                  case Periods.Reading.Unreadable unreadable ->
                      throw new IllegalStateException(unreadable.reason());
                })
        .orElse(Periods.USUAL);
  }
}
