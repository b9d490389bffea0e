package dev.deskhand.conversation;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.commands.ActionFilter;
import dev.deskhand.conversation.commands.AdminCommands;
import dev.deskhand.conversation.commands.FileCommands;
import dev.deskhand.conversation.commands.FindCommand;
import dev.deskhand.conversation.commands.HelpCommands;
import dev.deskhand.conversation.commands.HomeCommand;
import dev.deskhand.conversation.commands.IncidentCommands;
import dev.deskhand.conversation.commands.ListCommands;
import dev.deskhand.conversation.commands.OutageCommands;
import dev.deskhand.conversation.commands.PanelCommand;
import dev.deskhand.conversation.commands.PeopleCommands;
import dev.deskhand.conversation.commands.Replies;
import dev.deskhand.conversation.commands.ReportCommand;
import dev.deskhand.conversation.commands.ReportingCommands;
import dev.deskhand.conversation.commands.RequestCommands;
import dev.deskhand.conversation.commands.ServiceCommands;
import dev.deskhand.conversation.forms.Forms;
import dev.deskhand.conversation.threads.AnyTicket;
import dev.deskhand.conversation.threads.ThreadMessageHandler;
import dev.deskhand.conversation.threads.TicketFinder;
import dev.deskhand.language.Command;
import dev.deskhand.language.CommandName;
import dev.deskhand.people.Permissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Brings every command to the service that carries it out. The ticket is looked up and the
 * permission is asked here, before any command sees it.
 */
@Component
class CommandRouter {

  private final TicketFinder subjects;
  private final Permissions permissions;
  private final ActionFilter offers;
  private final HelpCommands guide;
  private final Forms forms;
  private final ReportCommand reporting;
  private final IncidentCommands incidents;
  private final ListCommands lists;
  private final FindCommand finding;
  private final OutageCommands outages;
  private final RequestCommands requests;
  private final PeopleCommands people;
  private final ReportingCommands figures;
  private final AdminCommands admin;
  private final ServiceCommands services;
  private final PanelCommand panels;
  private final HomeCommand home;
  private final ThreadMessageHandler talk;
  private final FileCommands files;

  CommandRouter(
      TicketFinder subjects,
      Permissions permissions,
      ActionFilter offers,
      HelpCommands guide,
      Forms forms,
      ReportCommand reporting,
      IncidentCommands incidents,
      ListCommands lists,
      FindCommand finding,
      OutageCommands outages,
      RequestCommands requests,
      PeopleCommands people,
      ReportingCommands figures,
      AdminCommands admin,
      ServiceCommands services,
      PanelCommand panels,
      HomeCommand home,
      ThreadMessageHandler talk,
      FileCommands files) {
    this.subjects = subjects;
    this.permissions = permissions;
    this.offers = offers;
    this.guide = guide;
    this.forms = forms;
    this.reporting = reporting;
    this.incidents = incidents;
    this.lists = lists;
    this.finding = finding;
    this.outages = outages;
    this.requests = requests;
    this.people = people;
    this.figures = figures;
    this.admin = admin;
    this.services = services;
    this.panels = panels;
    this.home = home;
    this.talk = talk;
    this.files = files;
  }

  List<Reply> route(Command command, CommandContext asked) {
    AnyTicket subject = new AnyTicket.None();
    Optional<TicketKey> key = TicketFinder.key(command);
    Optional<CommandName> needed = needed(command);
    if (key.isPresent()) {
      Optional<AnyTicket> found = subjects.find(key.get());
      if (found.isEmpty()) {
        return needed
            .flatMap(name -> refusedWhatever(name, key.get(), asked))
            .orElseGet(() -> Replies.unknownTicket(key.get().text()));
      }
      subject = found.get();
    }
    Optional<List<Reply>> refused = Optional.empty();
    if (needed.isPresent()) {
      refused = refused(needed.get(), subject, key, asked);
    }
    return refused.isPresent()
        ? refused.get()
        : offers.fitting(carryOut(command, subject, asked), asked.person());
  }

  /** What somebody may do with no ticket at all is refused in the same words, if there is none. */
  private Optional<List<Reply>> refusedWhatever(
      CommandName name, TicketKey key, CommandContext asked) {
    if (permissions.concerns(asked.person(), name)) {
      return Optional.empty();
    }
    return switch (permissions.may(asked.person(), name, Set.of())) {
      case Permissions.Verdict.Allowed allowed -> Optional.empty();
      case Permissions.Verdict.Denied denied -> {
        permissions.recordRefusal(asked.actor(), name, key.text(), denied.why());
        yield Optional.of(Replies.no(denied.why()));
      }
    };
  }

  /** Free words are what somebody says who may report. */
  private static Optional<CommandName> needed(Command command) {
    return command instanceof Command.FreeText ? Optional.of(CommandName.REPORT) : command.name();
  }

  /**
   * Why somebody may not do something with a ticket. Of one that is not theirs to see nobody learns
   * so much as that it exists; the record has the reason.
   */
  private Optional<List<Reply>> refused(
      CommandName name, AnyTicket subject, Optional<TicketKey> key, CommandContext asked) {
    return switch (permissions.may(asked.person(), name, subject.relations(asked.person()))) {
      case Permissions.Verdict.Allowed allowed -> Optional.empty();
      case Permissions.Verdict.Denied denied -> {
        permissions.recordRefusal(asked.actor(), name, subject.key(), denied.why());
        yield Optional.of(
            key.filter(hidden -> permissions.concerns(asked.person(), name))
                .filter(hidden -> !maySee(subject, asked))
                .map(hidden -> Replies.unknownTicket(hidden.text()))
                .orElseGet(() -> Replies.no(denied.why())));
      }
    };
  }

  private boolean maySee(AnyTicket subject, CommandContext asked) {
    return switch (permissions.may(
        asked.person(), CommandName.SHOW, subject.relations(asked.person()))) {
      case Permissions.Verdict.Allowed allowed -> true;
      case Permissions.Verdict.Denied denied -> false;
    };
  }

  private List<Reply> carryOut(Command command, AnyTicket subject, CommandContext asked) {
    return switch (command) {
      case Command.OnTicket onTicket -> onTicket(onTicket, subject, asked);
      case Command.Named named -> named(named, asked);
      case Command.Home screen -> home.home(screen, asked);
      case Command.Talk said -> talk(said, asked);
      case Command.OfThread ofThread -> route(ofThread.otherwise(), asked);
      case Command.FreeText free ->
          talk.freeText(free, asked).orElseGet(() -> guide.freeText(free, asked));
      case Command.Ask ask -> forms.show(ask, subject, asked);
      case Command.Misunderstood misunderstood -> Replies.one(misunderstood.answer());
    };
  }

  private List<Reply> talk(Command.Talk said, CommandContext asked) {
    return switch (said) {
      case Command.Remark remark ->
          talk.remark(remark, asked)
              .orElseGet(
                  () ->
                      asked.origin().place().direct()
                          ? route(remark.otherwise(), asked)
                          : List.of());
      case Command.Amendment amendment -> talk.amended(amendment, asked);
      case Command.Withdrawal withdrawal -> talk.withdrawn(withdrawal, asked);
    };
  }

  private List<Reply> named(Command.Named command, CommandContext asked) {
    return switch (command) {
      case Command.Help help -> guide.help(help.topic(), asked);
      case Command.WhoAmI whoAmI -> people.whoAmI(asked);
      case Command.Report report -> reporting.report(report, asked);
      case Command.ReportDraft draft -> reporting.reportDraft(draft.draft(), asked);
      case Command.My my -> lists.my(my.page(), asked);
      case Command.Find find -> finding.find(find.words(), find.page(), asked);
      case Command.Queue queue -> incidents.queue(queue, asked);
      case Command.Tickets tickets -> lists.tickets(tickets.person(), tickets.page(), asked);
      case Command.Status status -> outages.status(status.service(), asked);
      case Command.Subscribe subscribe -> outages.subscribe(subscribe.service(), asked);
      case Command.Unsubscribe unsubscribe -> outages.unsubscribe(unsubscribe.service(), asked);
      case Command.OutageDeclare declare -> outages.declare(declare, asked);
      case Command.OutageDetach detach -> outages.detach(detach.incidents(), asked);
      case Command.Catalog catalog -> requests.catalog();
      case Command.Request request -> requests.request(request, asked);
      case Command.Summary summary -> figures.summary(summary);
      case Command.Metrics metrics -> figures.metrics(metrics);
      case Command.RoleChange change -> people.changeRoles(change, asked);
      case Command.ServiceAdd add -> services.add(add, asked);
      case Command.ServiceRename rename -> services.rename(rename, asked);
      case Command.ServiceRetire retire -> services.retire(retire.service(), asked);
      case Command.Channel channel -> admin.channel(channel, asked);
      case Command.Panel panel -> panels.post(panel.channel(), asked);
      case Command.Undelivered undelivered -> admin.undelivered(undelivered, asked);
      case Command.AuditDesk audit -> admin.auditDesk(audit.page());
      case Command.OnTicket onTicket -> onTicket(onTicket, new AnyTicket.None(), asked);
    };
  }

  private List<Reply> onTicket(Command.OnTicket command, AnyTicket subject, CommandContext asked) {
    return switch (subject) {
      case AnyTicket.OfIncident of -> onIncident(command, of, asked);
      case AnyTicket.OfRequest of -> onRequest(command, of, asked);
      case AnyTicket.OfOutage of -> onOutage(command, of, asked);
      case AnyTicket.None none -> Replies.unknownTicket(command.key().text());
    };
  }

  private List<Reply> onIncident(
      Command.OnTicket command, AnyTicket.OfIncident subject, CommandContext asked) {
    var incident = subject.incident();
    return switch (command) {
      case Command.Show show -> incidents.show(incident, show.page(), asked);
      case Command.Files wanted -> files.show(subject, wanted.page(), asked);
      case Command.ReplyTo reply -> incidents.say(incident, reply.text(), asked);
      case Command.Reopen reopen -> incidents.reopen(incident, reopen.why(), asked);
      case Command.Cancel cancel -> incidents.cancel(incident, cancel.why(), asked);
      case Command.Attach attach -> attach(attach, subject, asked);
      case Command.Take take -> incidents.take(incident, asked);
      case Command.Assign assign -> incidents.assign(incident, assign.to(), asked);
      case Command.Prioritise prioritise -> incidents.prioritise(incident, prioritise, asked);
      case Command.Note note -> incidents.note(incident, note.text(), asked);
      case Command.Wait wait -> incidents.waitFor(incident, wait, asked);
      case Command.Resume resume -> incidents.resume(incident, asked);
      case Command.Resolve resolve -> incidents.resolve(incident, resolve.how(), asked);
      case Command.Close close -> incidents.close(incident, asked);
      case Command.Audit audit -> admin.audit(subject, audit.page(), asked);
      case Command.OutageUpdate other -> wrongKind(other, subject, "an outage");
      case Command.OutageResolve other -> wrongKind(other, subject, "an outage");
      case Command.OutageAttach other -> wrongKind(other, subject, "an outage");
      case Command.Fulfil other -> wrongKind(other, subject, "a request");
      case Command.Approve other -> wrongKind(other, subject, "a request");
      case Command.Reject other -> wrongKind(other, subject, "a request");
    };
  }

  private List<Reply> onRequest(
      Command.OnTicket command, AnyTicket.OfRequest subject, CommandContext asked) {
    var request = subject.request();
    return switch (command) {
      case Command.Show show when show.page() > 1 -> onePage(show, subject);
      case Command.Show show -> requests.show(request, asked);
      case Command.Files wanted -> files.show(subject, wanted.page(), asked);
      case Command.ReplyTo reply -> requests.say(request, reply.text(), asked);
      case Command.Cancel cancel -> requests.cancel(request, cancel.why(), asked);
      case Command.Approve approve -> requests.approve(request, approve.comment(), asked);
      case Command.Reject reject -> requests.reject(request, reject.why(), asked);
      case Command.Fulfil fulfil -> requests.fulfil(request, fulfil, asked);
      case Command.Audit audit -> admin.audit(subject, audit.page(), asked);
      case Command.Reopen other -> wrongKind(other, subject, "an incident");
      case Command.Attach other -> wrongKind(other, subject, "an incident");
      case Command.Take other -> wrongKind(other, subject, "an incident");
      case Command.Assign other -> wrongKind(other, subject, "an incident");
      case Command.Prioritise other -> wrongKind(other, subject, "an incident");
      case Command.Note other -> wrongKind(other, subject, "an incident");
      case Command.Wait other -> wrongKind(other, subject, "an incident");
      case Command.Resume other -> wrongKind(other, subject, "an incident");
      case Command.Resolve other -> wrongKind(other, subject, "an incident");
      case Command.Close other -> wrongKind(other, subject, "an incident");
      case Command.OutageUpdate other -> wrongKind(other, subject, "an outage");
      case Command.OutageResolve other -> wrongKind(other, subject, "an outage");
      case Command.OutageAttach other -> wrongKind(other, subject, "an outage");
    };
  }

  private List<Reply> onOutage(
      Command.OnTicket command, AnyTicket.OfOutage subject, CommandContext asked) {
    var outage = subject.outage();
    return switch (command) {
      case Command.Show show when show.page() > 1 -> onePage(show, subject);
      case Command.Show show -> outages.show(outage, asked);
      case Command.OutageUpdate update -> outages.update(outage, update, asked);
      case Command.OutageResolve resolve -> outages.resolve(outage, resolve.cause(), asked);
      case Command.OutageAttach attach -> outages.attach(outage, attach.incidents(), asked);
      case Command.Audit audit -> admin.audit(subject, audit.page(), asked);
      case Command.ReplyTo other -> wrongKind(other, subject, "an incident or a request");
      case Command.Cancel other -> wrongKind(other, subject, "an incident or a request");
      case Command.Files other -> wrongKind(other, subject, "an incident or a request");
      case Command.Reopen other -> wrongKind(other, subject, "an incident");
      case Command.Attach other -> wrongKind(other, subject, "an incident");
      case Command.Take other -> wrongKind(other, subject, "an incident");
      case Command.Assign other -> wrongKind(other, subject, "an incident");
      case Command.Prioritise other -> wrongKind(other, subject, "an incident");
      case Command.Note other -> wrongKind(other, subject, "an incident");
      case Command.Wait other -> wrongKind(other, subject, "an incident");
      case Command.Resume other -> wrongKind(other, subject, "an incident");
      case Command.Resolve other -> wrongKind(other, subject, "an incident");
      case Command.Close other -> wrongKind(other, subject, "an incident");
      case Command.Fulfil other -> wrongKind(other, subject, "a request");
      case Command.Approve other -> wrongKind(other, subject, "a request");
      case Command.Reject other -> wrongKind(other, subject, "a request");
    };
  }

  /** What it is attached to must be the person's to see, too. */
  private List<Reply> attach(
      Command.Attach attach, AnyTicket.OfIncident incident, CommandContext asked) {
    return subjects
        .find(attach.to())
        .map(
            to ->
                refused(CommandName.SHOW, to, Optional.of(attach.to()), asked)
                    .orElseGet(() -> reporting.attach(incident.incident(), to, asked)))
        .orElseGet(() -> Replies.unknownTicket(attach.to().text()));
  }

  private static List<Reply> onePage(Command.Show show, AnyTicket subject) {
    return Replies.one(
        new Reply.Text(
            "There is no page %d: all of %s stands on the first."
                .formatted(show.page(), subject.key()),
            List.of(subject.key()),
            List.of(Action.of("Show " + subject.key(), "show " + subject.key()))));
  }

  private static List<Reply> wrongKind(Command.OnTicket command, AnyTicket subject, String wanted) {
    return Replies.no(
        subject.key()
            + " is not "
            + wanted
            + ", and `"
            + command.command().words()
            + "` needs one.");
  }
}
