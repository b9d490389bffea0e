package dev.deskhand.language;

import static dev.deskhand.language.CommandName.*;
import static dev.deskhand.language.Visibility.EVERYONE_HERE;
import static dev.deskhand.language.Visibility.ONLY_YOU;

import dev.deskhand.language.CommandSpec.Audience;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.CommandSpec.Tree;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The one list of commands. Everything that names a command is made from it. */
public final class CommandRegistry {

  private static final Param INCIDENT = key("the incident, such as INC-12", "inc");
  private static final Param TICKET = key("the incident or request", "inc", "req");
  private static final Param ANY_TICKET = key("the ticket", "inc", "req", "out");
  private static final Param REQUEST_KEY = key("the request, such as REQ-7", "req");
  private static final Param OUTAGE_KEY = key("the outage, such as OUT-3", "out");
  private static final Param INCIDENTS =
      new Param("incidents", Kind.KEYS, true, false, "the incidents", List.of());
  private static final Param PAGE =
      new Param("page", Kind.NUMBER, false, true, "which page of the list", List.of());
  private static final Param OF_SERVICE =
      new Param("service", Kind.SERVICE, false, true, "only this service", List.of());

  private static final Map<CommandName, CommandSpec> SPECS = specs();

  private CommandRegistry() {}

  /** All commands, in the order in which people should be told of them. */
  public static List<CommandSpec> all() {
    return List.copyOf(SPECS.values());
  }

  /** The entry of one command. */
  public static CommandSpec of(CommandName name) {
    CommandSpec spec = SPECS.get(name);
    if (spec == null) {
      throw new IllegalStateException("No entry for " + name);
    }
    return spec;
  }

  private static Map<CommandName, CommandSpec> specs() {
    Map<CommandName, CommandSpec> specs = new EnumMap<>(CommandName.class);
    Stream.of(everyone(), ticketWork(), agents(), outages(), managers(), admins())
        .flatMap(List::stream)
        .forEach(spec -> specs.put(spec.name(), spec));
    return specs;
  }

  private static List<CommandSpec> everyone() {
    return List.of(
        desk(
            HELP,
            "Shows what you can do here",
            "help report",
            optional("command", Kind.COMMAND, "the command to explain")),
        desk(WHOAMI, "Shows who you are to the desk, and your roles", "whoami"),
        desk(
            REPORT,
            "Reports an issue; without a text, a form opens",
            "report the VPN drops every few minutes service:VPN urgency:high",
            optional("text", Kind.TEXT, "what is wrong, in your own words"),
            named("service", Kind.SERVICE, "the service that has the issue"),
            level("impact", "how many people it stops"),
            level("urgency", "how soon it must be solved"),
            named("for", Kind.PERSON, "whom you report it for, if not for yourself")),
        desk(
            ATTACH,
            "Makes your incident part of an open outage or of another open incident of yours",
            "attach INC-12 OUT-3",
            INCIDENT,
            new Param(
                "to",
                Kind.KEY,
                true,
                false,
                "the outage or incident it belongs to",
                List.of("out", "inc"))),
        desk(MY, "Lists your open incidents and requests", "my", PAGE),
        desk(SHOW, "Shows a ticket with its history", "show INC-12", ANY_TICKET, PAGE),
        desk(
            FILES,
            "Gives you fresh links to the files that were sent along with a ticket",
            "files INC-12",
            TICKET,
            PAGE),
        desk(
            FIND,
            "Searches tickets",
            "find printer paper jam",
            required("words", Kind.TEXT, "what to search for"),
            PAGE),
        spec(
            STATUS,
            Audience.EVERYONE,
            Tree.DESK,
            "Shows how the services are doing, and open outages",
            ONLY_YOU,
            "status VPN",
            optional("service", Kind.SERVICE, "only this service")),
        desk(
            SUBSCRIBE,
            "Sends you the updates of a service's outages",
            "subscribe VPN",
            required("service", Kind.SERVICE, "the service")),
        desk(
            UNSUBSCRIBE,
            "Stops the updates of a service's outages",
            "unsubscribe VPN",
            required("service", Kind.SERVICE, "the service")),
        desk(CATALOG, "Lists what you can ask for", "catalog"),
        desk(
            CommandName.REQUEST,
            "Asks for something from the catalog; a form opens for what is missing",
            "request laptop model=light",
            required("item", Kind.ITEM, "what you ask for"),
            optional("fields", Kind.FIELDS, "its details, as field=value")));
  }

  private static List<CommandSpec> ticketWork() {
    return List.of(
        either(
            REPLY,
            "Adds to the conversation between the requester and the desk",
            "reply INC-12 it works again, thank you",
            TICKET,
            required("text", Kind.TEXT, "what to say")),
        either(
            REOPEN,
            "Reopens a resolved incident",
            "reopen INC-12 it is back",
            INCIDENT,
            required("why", Kind.TEXT, "what is still wrong")),
        either(
            CANCEL,
            "Cancels an open incident or request",
            "cancel INC-12 solved itself",
            TICKET,
            optional("why", Kind.TEXT, "why it is no longer needed")));
  }

  private static List<CommandSpec> agents() {
    return List.of(
        spec(
            QUEUE,
            Audience.AGENT_OR_MANAGER,
            Tree.AGENT,
            "Lists the work that waits",
            ONLY_YOU,
            "queue unassigned service:VPN priority:P1",
            new Param(
                "view",
                Kind.CHOICE,
                false,
                false,
                "which part of it",
                List.of("open", "mine", "unassigned", "waiting")),
            OF_SERVICE,
            new Param(
                "priority",
                Kind.CHOICE,
                false,
                true,
                "only this priority",
                List.of("p1", "p2", "p3", "p4")),
            PAGE),
        agent(
            TICKETS,
            "Lists the open incidents and requests of a person",
            "tickets @sam",
            required("person", Kind.PERSON, "whose tickets"),
            PAGE),
        agent(TAKE, "Assigns an incident to you and starts the work", "take INC-12", INCIDENT),
        agent(
            ASSIGN,
            "Assigns an incident to a person or a team",
            "assign INC-12 @sam",
            INCIDENT,
            required("to", Kind.PERSON_OR_TEAM, "the person or the team")),
        agent(
            PRIORITY,
            "Sets impact and urgency, from which the priority follows",
            "priority INC-12 impact:high urgency:medium",
            INCIDENT,
            level("impact", "how many people it stops"),
            level("urgency", "how soon it must be solved")),
        agent(
            NOTE,
            "Adds an internal note that the requester never sees",
            "note INC-12 same switch as last week",
            INCIDENT,
            required("text", Kind.TEXT, "the note")),
        agent(
            WAIT,
            "Pauses the work until somebody else has moved",
            "wait INC-12 requester which printer is it?",
            INCIDENT,
            new Param(
                "for",
                Kind.CHOICE,
                true,
                false,
                "who has to move",
                List.of("requester", "vendor", "problem")),
            optional("why", Kind.TEXT, "what is awaited; the requester sees it")),
        agent(RESUME, "Goes on with work that waited", "resume INC-12", INCIDENT),
        agent(
            RESOLVE,
            "Resolves an incident and tells the requester how",
            "resolve INC-12 restarted the VPN gateway",
            INCIDENT,
            required("how", Kind.TEXT, "what was done; the requester reads it")),
        agent(CLOSE, "Closes a resolved incident", "close INC-12", INCIDENT),
        agent(
            FULFIL,
            "Completes the next step of a request, or the one that is named",
            "fulfil REQ-7 2 handed over",
            REQUEST_KEY,
            optional("step", Kind.NUMBER, "the number of the step"),
            optional("note", Kind.TEXT, "a word on it")),
        spec(
            APPROVE,
            Audience.APPROVER,
            Tree.DESK,
            "Approves a request",
            ONLY_YOU,
            "approve REQ-7",
            REQUEST_KEY,
            optional("comment", Kind.TEXT, "a word to the requester")),
        spec(
            REJECT,
            Audience.APPROVER,
            Tree.DESK,
            "Rejects a request and tells the requester why",
            ONLY_YOU,
            "reject REQ-7 no budget this quarter",
            REQUEST_KEY,
            required("why", Kind.TEXT, "the reason")));
  }

  private static List<CommandSpec> outages() {
    return List.of(
        outage(
            OUTAGE_DECLARE,
            "Declares that a service is degraded or down",
            "outage declare VPN down nobody can connect",
            required("service", Kind.SERVICE, "the service"),
            new Param(
                "severity", Kind.CHOICE, true, false, "how bad it is", List.of("degraded", "down")),
            required("text", Kind.TEXT, "what people notice; public, on the status page")),
        outage(
            OUTAGE_UPDATE,
            "Tells everyone concerned how bad it is now and how far the work has come",
            "outage update OUT-3 down identified a broken switch",
            OUTAGE_KEY,
            new Param(
                "severity",
                Kind.CHOICE,
                false,
                false,
                "how bad it is from now on; only as the first word",
                List.of("degraded", "down")),
            new Param(
                "stage",
                Kind.CHOICE,
                false,
                false,
                "how far the work has come",
                List.of("investigating", "identified", "monitoring")),
            required("text", Kind.TEXT, "what to tell; public, on the status page")),
        outage(
            OUTAGE_RESOLVE,
            "Declares that a service works again",
            "outage resolve OUT-3 replaced the switch",
            OUTAGE_KEY,
            required("cause", Kind.TEXT, "what caused it")),
        outage(
            OUTAGE_ATTACH,
            "Links incidents to the outage that causes them",
            "outage attach OUT-3 INC-12 INC-14",
            OUTAGE_KEY,
            INCIDENTS),
        outage(
            OUTAGE_DETACH,
            "Takes incidents out of the outage that they were linked to",
            "outage detach INC-12",
            INCIDENTS));
  }

  private static List<CommandSpec> managers() {
    Param period =
        optional("period", Kind.PERIOD, "7d, 30d, or two dates such as 2026-01-01..2026-03-31");
    return List.of(
        spec(
            SUMMARY,
            Audience.MANAGER,
            Tree.MANAGE,
            "The outage summary of a period, with its evidence",
            EVERYONE_HERE,
            "summary 30d",
            period,
            OF_SERVICE),
        spec(
            METRICS,
            Audience.MANAGER,
            Tree.MANAGE,
            "The figures on incidents of a period",
            ONLY_YOU,
            "metrics 2026-01-01..2026-03-31",
            period,
            OF_SERVICE));
  }

  private static List<CommandSpec> admins() {
    return List.of(
        admin(
            ROLE,
            "Gives and takes roles: employee, agent, manager, admin",
            "role @sam +agent -manager",
            required("person", Kind.PERSON, "whose roles"),
            required("changes", Kind.ROLES, "such as +agent -manager")),
        admin(
            SERVICE_ADD,
            "Adds a service",
            "service add \"Video calls\" criticality:high team:\"Workplace\" level:99.5",
            required("name", Kind.WORD, "its name; typed in quotes if it has several words"),
            new Param(
                "kind",
                Kind.CHOICE,
                false,
                true,
                "what it is to people",
                List.of("supporting", "internal-facing", "external-facing")),
            new Param(
                "criticality",
                Kind.CHOICE,
                false,
                true,
                "how much depends on it",
                List.of("low", "medium", "high", "critical")),
            named("team", Kind.WORD, "the team that owns it"),
            named("depends", Kind.WORD, "services that it depends on, with commas between them"),
            named("level", Kind.WORD, "the agreed availability in percent, such as 99.5")),
        admin(
            SERVICE_RENAME,
            "Gives a service another name; its incidents, outages and followers go along",
            "service rename VPN \"Corporate VPN\"",
            required("service", Kind.SERVICE, "the service"),
            required("name", Kind.WORD, "its new name; typed in quotes if it has several words")),
        admin(
            SERVICE_RETIRE,
            "Takes a service off the list; what was reported on it stays",
            "service retire Fax",
            required("service", Kind.SERVICE, "the service")),
        admin(
            CHANNEL,
            "Says in which channels the desk posts incidents and outages",
            "channel add triage slack:C0123",
            new Param(
                "change", Kind.CHOICE, true, false, "what to do", List.of("list", "add", "remove")),
            new Param(
                "purpose", Kind.CHOICE, false, false, "which posts", List.of("triage", "status")),
            optional("channel", Kind.CHANNEL, "the channel; without it, the one where you say it")),
        admin(
            PANEL,
            "Posts a message that stays, with buttons to report, ask and look things up",
            "panel",
            optional("channel", Kind.CHANNEL, "the channel; without it, the one where you say it")),
        admin(
            AUDIT,
            "Shows every change of a ticket, or of the desk itself, and every refused command",
            "audit INC-12",
            new Param(
                "key",
                Kind.KEY,
                false,
                false,
                "the ticket; without it, what concerns none: channels, roles, services",
                List.of("inc", "req", "out")),
            PAGE),
        admin(
            UNDELIVERED,
            "Lists undelivered messages, retries or discards them, and releases what is held",
            "undelivered retry 17",
            new Param(
                "change",
                Kind.CHOICE,
                true,
                false,
                "what to do",
                List.of("list", "retry", "discard", "release")),
            optional("id", Kind.NUMBER, "the number of the message"),
            PAGE));
  }

  private static CommandSpec desk(
      CommandName name, String summary, String example, Param... params) {
    return spec(name, Audience.EVERYONE, Tree.DESK, summary, ONLY_YOU, example, params);
  }

  private static CommandSpec either(
      CommandName name, String summary, String example, Param... params) {
    return spec(name, Audience.REQUESTER_OR_AGENT, Tree.DESK, summary, ONLY_YOU, example, params);
  }

  private static CommandSpec agent(
      CommandName name, String summary, String example, Param... params) {
    return spec(name, Audience.AGENT, Tree.AGENT, summary, ONLY_YOU, example, params);
  }

  private static CommandSpec outage(
      CommandName name, String summary, String example, Param... params) {
    return spec(name, Audience.AGENT, Tree.OUTAGE, summary, EVERYONE_HERE, example, params);
  }

  private static CommandSpec admin(
      CommandName name, String summary, String example, Param... params) {
    return spec(name, Audience.ADMIN, Tree.MANAGE, summary, ONLY_YOU, example, params);
  }

  private static CommandSpec spec(
      CommandName name,
      Audience audience,
      Tree tree,
      String summary,
      Visibility visibility,
      String example,
      Param... params) {
    return new CommandSpec(name, audience, tree, summary, List.of(params), visibility, example);
  }

  private static Param key(String summary, String... kinds) {
    return new Param("key", Kind.KEY, true, false, summary, List.of(kinds));
  }

  private static Param required(String name, Kind kind, String summary) {
    return new Param(name, kind, true, false, summary, List.of());
  }

  private static Param optional(String name, Kind kind, String summary) {
    return new Param(name, kind, false, false, summary, List.of());
  }

  private static Param named(String name, Kind kind, String summary) {
    return new Param(name, kind, false, true, summary, List.of());
  }

  private static Param level(String name, String summary) {
    return new Param(name, Kind.CHOICE, false, true, summary, List.of("low", "medium", "high"));
  }
}
