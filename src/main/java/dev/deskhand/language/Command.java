package dev.deskhand.language;

import dev.deskhand.chat.Attachment;
import dev.deskhand.chat.HomeScreen;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants of the desk. Most are commands of the {@link CommandRegistry}; {@link
 * FreeText}, {@link Ask} and {@link Misunderstood} are what words become that are not (yet) one.
 */
public sealed interface Command {

  /** The command's name, or empty where the words were no command. */
  Optional<CommandName> name();

  /** Who will see the answer; known before the command is carried out. */
  default Visibility visibility() {
    return name().map(name -> name.spec().visibility()).orElse(Visibility.ONLY_YOU);
  }

  /** A command of the registry. */
  sealed interface Named extends Command {
    /** The command's name. */
    CommandName command();

    @Override
    default Optional<CommandName> name() {
      return Optional.of(command());
    }
  }

  /** A command on one ticket. */
  sealed interface OnTicket extends Named {
    /** The ticket. */
    TicketKey key();
  }

  // Everyone

  record Help(@Nullable CommandName topic) implements Named {
    @Override
    public CommandName command() {
      return CommandName.HELP;
    }
  }

  record WhoAmI() implements Named {
    @Override
    public CommandName command() {
      return CommandName.WHOAMI;
    }
  }

  /**
   * Reports an issue.
   *
   * @param text what is wrong, in the person's words
   * @param service the service as the person named it
   * @param onBehalfOf for whom, as the person named them
   * @param files what was sent along; the text says where each is
   */
  record Report(
      String text,
      @Nullable String service,
      @Nullable Level impact,
      @Nullable Level urgency,
      @Nullable String onBehalfOf,
      List<Attachment> files)
      implements Named {
    public Report {
      files = List.copyOf(files);
    }

    /** Words alone. */
    public Report(
        String text,
        @Nullable String service,
        @Nullable Level impact,
        @Nullable Level urgency,
        @Nullable String onBehalfOf) {
      this(text, service, impact, urgency, onBehalfOf, List.of());
    }

    @Override
    public CommandName command() {
      return CommandName.REPORT;
    }
  }

  /**
   * Reports what the person said before in free words.
   *
   * @param draft the number under which the desk kept the words
   */
  record ReportDraft(long draft) implements Named {
    /** The words of the button that gives this command. */
    public static String words(long draft) {
      return "report draft:" + draft;
    }

    @Override
    public CommandName command() {
      return CommandName.REPORT;
    }
  }

  /** Makes an incident part of an open outage, or of another open incident of the same person. */
  record Attach(TicketKey key, TicketKey to) implements OnTicket {
    @Override
    public CommandName command() {
      return CommandName.ATTACH;
    }
  }

  record My(int page) implements Named {
    @Override
    public CommandName command() {
      return CommandName.MY;
    }
  }

  record Show(TicketKey key, int page) implements OnTicket {
    @Override
    public CommandName command() {
      return CommandName.SHOW;
    }
  }

  /** The files that were sent along with what was said about a ticket. */
  record Files(TicketKey key, int page) implements OnTicket {
    @Override
    public CommandName command() {
      return CommandName.FILES;
    }
  }

  record Find(String words, int page) implements Named {
    @Override
    public CommandName command() {
      return CommandName.FIND;
    }
  }

  record Status(@Nullable String service) implements Named {
    @Override
    public CommandName command() {
      return CommandName.STATUS;
    }
  }

  record Subscribe(String service) implements Named {
    @Override
    public CommandName command() {
      return CommandName.SUBSCRIBE;
    }
  }

  record Unsubscribe(String service) implements Named {
    @Override
    public CommandName command() {
      return CommandName.UNSUBSCRIBE;
    }
  }

  record Catalog() implements Named {
    @Override
    public CommandName command() {
      return CommandName.CATALOG;
    }
  }

  /**
   * Asks for something from the catalog.
   *
   * @param fields what was given of the item's fields, by name
   */
  record Request(String item, Map<String, String> fields) implements Named {
    public Request {
      fields = Map.copyOf(fields);
    }

    @Override
    public CommandName command() {
      return CommandName.REQUEST;
    }
  }

  // Requesters and agents

  record ReplyTo(TicketKey key, String text) implements OnTicket {
    @Override
    public CommandName command() {
      return CommandName.REPLY;
    }
  }

  record Reopen(TicketKey key, String why) implements OnTicket {
    @Override
    public CommandName command() {
      return CommandName.REOPEN;
    }
  }

  record Cancel(TicketKey key, @Nullable String why) implements OnTicket {
    @Override
    public CommandName command() {
      return CommandName.CANCEL;
    }
  }

  // Agents

  /** The work list. */
  record Queue(QueueView view, @Nullable String service, @Nullable Integer priority, int page)
      implements Named {
    @Override
    public CommandName command() {
      return CommandName.QUEUE;
    }
  }

  /**
   * The open tickets of a person.
   *
   * @param person as they were named
   */
  record Tickets(String person, int page) implements Named {
    @Override
    public CommandName command() {
      return CommandName.TICKETS;
    }
  }

  record Take(TicketKey key) implements OnTicket {
    @Override
    public CommandName command() {
      return CommandName.TAKE;
    }
  }

  /**
   * Gives a ticket to somebody.
   *
   * @param to a person ({@code @name}) or a team, as it was named
   */
  record Assign(TicketKey key, String to) implements OnTicket {
    @Override
    public CommandName command() {
      return CommandName.ASSIGN;
    }
  }

  record Prioritise(TicketKey key, @Nullable Level impact, @Nullable Level urgency)
      implements OnTicket {
    @Override
    public CommandName command() {
      return CommandName.PRIORITY;
    }
  }

  record Note(TicketKey key, String text) implements OnTicket {
    @Override
    public CommandName command() {
      return CommandName.NOTE;
    }
  }

  record Wait(TicketKey key, WaitingFor on, @Nullable String why) implements OnTicket {
    @Override
    public CommandName command() {
      return CommandName.WAIT;
    }
  }

  record Resume(TicketKey key) implements OnTicket {
    @Override
    public CommandName command() {
      return CommandName.RESUME;
    }
  }

  record Resolve(TicketKey key, String how) implements OnTicket {
    @Override
    public CommandName command() {
      return CommandName.RESOLVE;
    }
  }

  record Close(TicketKey key) implements OnTicket {
    @Override
    public CommandName command() {
      return CommandName.CLOSE;
    }
  }

  record OutageDeclare(String service, OutageSeverity severity, String text) implements Named {
    @Override
    public CommandName command() {
      return CommandName.OUTAGE_DECLARE;
    }
  }

  /**
   * Tells how an outage goes on.
   *
   * @param severity how bad it is now; null if that has not changed
   * @param stage how far the work has come; null if that has not changed
   */
  record OutageUpdate(
      TicketKey key, @Nullable OutageSeverity severity, @Nullable OutageStage stage, String text)
      implements OnTicket {
    @Override
    public CommandName command() {
      return CommandName.OUTAGE_UPDATE;
    }
  }

  record OutageResolve(TicketKey key, String cause) implements OnTicket {
    @Override
    public CommandName command() {
      return CommandName.OUTAGE_RESOLVE;
    }
  }

  record OutageAttach(TicketKey key, List<TicketKey> incidents) implements OnTicket {
    public OutageAttach {
      incidents = List.copyOf(incidents);
    }

    @Override
    public CommandName command() {
      return CommandName.OUTAGE_ATTACH;
    }
  }

  /** Takes incidents out of the outages that they are part of. */
  record OutageDetach(List<TicketKey> incidents) implements Named {
    public OutageDetach {
      incidents = List.copyOf(incidents);
    }

    @Override
    public CommandName command() {
      return CommandName.OUTAGE_DETACH;
    }
  }

  record Fulfil(TicketKey key, @Nullable Integer step, @Nullable String note) implements OnTicket {
    @Override
    public CommandName command() {
      return CommandName.FULFIL;
    }
  }

  // Approvers

  record Approve(TicketKey key, @Nullable String comment) implements OnTicket {
    @Override
    public CommandName command() {
      return CommandName.APPROVE;
    }
  }

  record Reject(TicketKey key, String why) implements OnTicket {
    @Override
    public CommandName command() {
      return CommandName.REJECT;
    }
  }

  // Managers

  record Summary(Period period, @Nullable String service) implements Named {
    @Override
    public CommandName command() {
      return CommandName.SUMMARY;
    }
  }

  record Metrics(Period period, @Nullable String service) implements Named {
    @Override
    public CommandName command() {
      return CommandName.METRICS;
    }
  }

  // Admins

  /**
   * Gives and takes roles.
   *
   * @param person as they were named
   * @param add names of roles to give
   * @param remove names of roles to take
   */
  record RoleChange(String person, List<String> add, List<String> remove) implements Named {
    public RoleChange {
      add = List.copyOf(add);
      remove = List.copyOf(remove);
    }

    @Override
    public CommandName command() {
      return CommandName.ROLE;
    }
  }

  /**
   * Adds a service.
   *
   * @param level the agreed availability in percent, such as 99.5
   */
  record ServiceAdd(
      String service,
      @Nullable String kind,
      @Nullable String criticality,
      @Nullable String team,
      @Nullable String dependsOn,
      @Nullable String level)
      implements Named {
    @Override
    public CommandName command() {
      return CommandName.SERVICE_ADD;
    }
  }

  /** Gives a service another name. */
  record ServiceRename(String service, String to) implements Named {
    @Override
    public CommandName command() {
      return CommandName.SERVICE_RENAME;
    }
  }

  /** Takes a service from those that IT runs. */
  record ServiceRetire(String service) implements Named {
    @Override
    public CommandName command() {
      return CommandName.SERVICE_RETIRE;
    }
  }

  /**
   * Says which channels the desk posts to.
   *
   * @param change what to do
   * @param purpose which posts, for {@code add} and {@code remove}
   * @param channel {@code slack:C012}; null for the channel where it is said
   */
  record Channel(ChannelChange change, @Nullable ChannelPurpose purpose, @Nullable String channel)
      implements Named {
    @Override
    public CommandName command() {
      return CommandName.CHANNEL;
    }
  }

  /**
   * Posts the message with the buttons that everybody needs, which stays in a channel.
   *
   * @param channel {@code slack:C012}; null for the channel where it is said
   */
  record Panel(@Nullable String channel) implements Named {
    @Override
    public CommandName command() {
      return CommandName.PANEL;
    }
  }

  record Audit(TicketKey key, int page) implements OnTicket {
    @Override
    public CommandName command() {
      return CommandName.AUDIT;
    }
  }

  /** What is on record and concerns no ticket: {@code audit} without a key. */
  record AuditDesk(int page) implements Named {
    @Override
    public CommandName command() {
      return CommandName.AUDIT;
    }
  }

  /**
   * Messages that could not be delivered.
   *
   * @param id the message to retry or discard
   */
  record Undelivered(UndeliveredChange change, @Nullable Long id, int page) implements Named {
    @Override
    public CommandName command() {
      return CommandName.UNDELIVERED;
    }
  }

  // Words that are no command

  /**
   * Words that somebody said to the desk and that name no command.
   *
   * @param files what was sent along
   */
  record FreeText(String text, List<Attachment> files) implements Command {
    public FreeText {
      files = List.copyOf(files);
    }

    /** Words alone. */
    public FreeText(String text) {
      this(text, List.of());
    }

    @Override
    public Optional<CommandName> name() {
      return Optional.empty();
    }
  }

  /**
   * How things stand for one person, on a screen of their own: see {@link HomeScreen}. It is
   * answered with the ordinary answers of {@code my}, {@code status}, {@code queue} and {@code
   * summary}, as far as the person may give these commands. A {@link Reply.Form} among them narrows
   * the work list.
   *
   * @param own the page of their own tickets; null for the one that the screen shows
   * @param queue the part of the work list; null for the one that the screen shows
   * @param opened whether the person is looking at it now; else it is only brought up to date
   */
  record Home(@Nullable Integer own, @Nullable Queue queue, boolean opened) implements Command {
    @Override
    public Optional<CommandName> name() {
      return Optional.empty();
    }
  }

  /** A command of which something is still to be asked. */
  record Ask(CommandName command, Reply.Form form) implements Command {
    @Override
    public Optional<CommandName> name() {
      return Optional.of(command);
    }
  }

  /** Words that mean nothing to the desk, with the answer that helps on. */
  record Misunderstood(Reply.Refusal answer) implements Command {
    @Override
    public Optional<CommandName> name() {
      return Optional.empty();
    }
  }

  /**
   * A command on a ticket, given in a thread without a key: if the thread is a ticket's, it is
   * about that one.
   *
   * @param command the command
   * @param rest the words after it
   * @param otherwise what the words are where the thread is no ticket's
   */
  record OfThread(CommandName command, String rest, Command otherwise) implements Command {
    @Override
    public Optional<CommandName> name() {
      return Optional.empty();
    }
  }

  /** Something that happened in the talk around a ticket; it is no command, and is not answered. */
  sealed interface Talk extends Command {
    /** The platform's id of the message, unique within its channel. */
    String message();

    @Override
    default Optional<CommandName> name() {
      return Optional.empty();
    }
  }

  /**
   * Somebody wrote in a thread.
   *
   * @param files what was sent along
   * @param otherwise what the words are if the thread is no ticket's and nobody else is there
   */
  record Remark(String message, String text, List<Attachment> files, Command otherwise)
      implements Talk {
    public Remark {
      files = List.copyOf(files);
    }
  }

  /** Somebody changed what they wrote. */
  record Amendment(String message, String text) implements Talk {}

  /** Somebody deleted what they wrote. */
  record Withdrawal(String message) implements Talk {}

  /** A rung of impact or urgency. */
  enum Level {
    LOW,
    MEDIUM,
    HIGH
  }

  /** What a work list shows. */
  enum QueueView {
    OPEN,
    MINE,
    UNASSIGNED,
    WAITING
  }

  /** What an incident can wait for. */
  enum WaitingFor {
    REQUESTER,
    VENDOR,
    PROBLEM
  }

  /** How bad an outage is. */
  enum OutageSeverity {
    DEGRADED,
    DOWN
  }

  /** How far the work on an outage has come. */
  enum OutageStage {
    INVESTIGATING,
    IDENTIFIED,
    MONITORING
  }

  /** What to do with the desk's channels. */
  enum ChannelChange {
    LIST,
    ADD,
    REMOVE
  }

  /** What the desk posts to a channel. */
  enum ChannelPurpose {
    TRIAGE,
    STATUS
  }

  /** What to do with messages that could not be delivered. */
  enum UndeliveredChange {
    LIST,
    RETRY,
    DISCARD,
    RELEASE
  }

  /** The days that a figure is about. */
  sealed interface Period {
    /** The last days up to now. */
    record LastDays(int days) implements Period {}

    /** Whole days, both included, in the desk's time zone. */
    record Days(LocalDate from, LocalDate to) implements Period {}
  }
}
