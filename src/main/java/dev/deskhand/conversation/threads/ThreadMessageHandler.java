package dev.deskhand.conversation.threads;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Attachment;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.ConversationProperties;
import dev.deskhand.conversation.commands.AllowedActions;
import dev.deskhand.conversation.commands.DeskTime;
import dev.deskhand.conversation.commands.Replies;
import dev.deskhand.conversation.threads.ThreadMessages.Heard;
import dev.deskhand.language.Command;
import dev.deskhand.language.CommandRegistry;
import dev.deskhand.language.Relation;
import dev.deskhand.notifications.TicketThreads.Side;
import dev.deskhand.people.Permissions;
import dev.deskhand.requests.Requests;
import dev.deskhand.tickets.IncidentChange;
import dev.deskhand.tickets.Incidents;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The talk in a ticket's thread. Among agents it is internal, but for what starts with the reply
 * prefix; with the requester it is the conversation about the ticket. What others write there is
 * left alone.
 */
@Component
public class ThreadMessageHandler {

  /** The command that agents' words among themselves stand for. */
  private static final String NOTE = "note";

  /** The command that words between the requester and the desk stand for. */
  private static final String REPLY = "reply";

  private final CommandRegistry commands;
  private final ThreadTickets threads;
  private final ThreadMessages heard;
  private final TicketFiles files;
  private final Incidents incidents;
  private final Requests requests;
  private final Permissions permissions;
  private final AllowedActions allowed;
  private final DeskTime time;
  private final String prefix;

  ThreadMessageHandler(
      CommandRegistry commands,
      ThreadTickets threads,
      ThreadMessages heard,
      TicketFiles files,
      Incidents incidents,
      Requests requests,
      Permissions permissions,
      AllowedActions allowed,
      DeskTime time,
      ConversationProperties properties) {
    this.commands = commands;
    this.threads = threads;
    this.heard = heard;
    this.files = files;
    this.incidents = incidents;
    this.requests = requests;
    this.permissions = permissions;
    this.allowed = allowed;
    this.time = time;
    this.prefix = properties.replyPrefix();
  }

  /** Empty if this is no talk about a ticket that the person takes part in. */
  public Optional<List<Reply>> remark(Command.Remark remark, CommandContext asked) {
    return said(remark.message(), remark.text(), remark.files(), asked);
  }

  /** The same for words that were addressed to the desk and are no command. */
  public Optional<List<Reply>> freeText(Command.FreeText free, CommandContext asked) {
    MessageRef written = asked.origin().message();
    return said(written == null ? null : written.message(), free.text(), free.files(), asked);
  }

  private Optional<List<Reply>> said(
      @Nullable String message, String text, List<Attachment> files, CommandContext asked) {
    Optional<ThreadTickets.Owner> owner = threads.owner(asked.origin().place());
    if (owner.isEmpty()) {
      return Optional.empty();
    }
    AnyTicket subject = owner.get().subject();
    boolean amongAgents = owner.get().side() == Side.AGENTS;
    if (subject instanceof AnyTicket.OfOutage || !takesPart(subject, amongAgents, asked)) {
      return Optional.empty();
    }
    Optional<String> forRequester = amongAgents ? afterPrefix(text) : Optional.of(text);
    boolean internal = forRequester.isEmpty();
    if (!internal && !may(REPLY, subject, asked)) {
      return Optional.empty();
    }
    String words = RemarkText.with(asked.named(forRequester.orElse(text)), files);
    if (words.isBlank()) {
      return Optional.of(
          internal || !amongAgents
              ? List.of()
              : Replies.no("Write what the requester is to read after " + prefix + "."));
    }
    if (internal && subject instanceof AnyTicket.OfRequest) {
      // requests have no internal notes: what agents say about one stays in the thread alone
      return Optional.of(List.of());
    }
    Place place = asked.origin().place();
    Heard kept =
        new Heard(
            subject.key(), asked.person().id(), amongAgents, internal, text, asked.actor().at());
    if (message != null && !heard.keep(place, message, kept)) {
      return Optional.of(List.of());
    }
    List<Reply> answer = internal ? note(subject, words, asked) : say(subject, words, asked);
    if (answer.isEmpty()) {
      this.files.keep(subject.key(), files, internal, asked);
    } else if (message != null) {
      heard.forget(place, message);
    }
    // colleagues go on talking where something was reported and has long been solved
    return Optional.of(amongAgents || isTheirs(subject, asked) ? answer : List.of());
  }

  public List<Reply> amended(Command.Amendment amendment, CommandContext asked) {
    Place place = asked.origin().place();
    Optional<Heard> found = heard.find(place, amendment.message());
    if (found.isEmpty() || found.get().words().equals(amendment.text())) {
      return List.of();
    }
    Heard before = found.get();
    Optional<AnyTicket> subject = stillTheirs(before, asked);
    if (subject.isEmpty()) {
      return List.of();
    }
    // what was internal stays so, and what is no longer marked for the requester is not for them
    Optional<String> marked =
        before.amongAgents() ? afterPrefix(amendment.text()) : Optional.of(amendment.text());
    boolean internal = before.internal() || marked.isEmpty();
    heard.change(place, amendment.message(), amendment.text(), internal);
    String words = asked.named(internal ? amendment.text() : marked.orElse(amendment.text()));
    pastWords(subject.get(), new IncidentChange.Amend(words, internal), "(edited) " + words, asked);
    return internal == before.internal()
        ? List.of()
        : Replies.one(
            new Reply.Text(
                "The requester keeps what was sent before: without "
                    + prefix
                    + " at its start, what it says now stays among agents."));
  }

  public List<Reply> withdrawn(Command.Withdrawal withdrawal, CommandContext asked) {
    Place place = asked.origin().place();
    Optional<Heard> found = heard.find(place, withdrawal.message());
    Optional<AnyTicket> subject = found.flatMap(before -> stillTheirs(before, asked));
    if (found.isEmpty() || subject.isEmpty()) {
      return List.of();
    }
    Heard before = found.get();
    heard.forget(place, withdrawal.message());
    // without the words: whoever deletes a password wants it gone
    String which = "the message of " + time.words(before.at());
    pastWords(
        subject.get(),
        new IncidentChange.Withdraw(which, before.internal()),
        "(deleted) " + which,
        asked);
    return List.of();
  }

  /** The ticket, if the message was the person's own and they may still speak there. */
  private Optional<AnyTicket> stillTheirs(Heard before, CommandContext asked) {
    return before.personId() != asked.person().id()
        ? Optional.empty()
        : threads
            .find(before.subject())
            .filter(subject -> may(before.internal() ? NOTE : REPLY, subject, asked));
  }

  private boolean takesPart(AnyTicket subject, boolean amongAgents, CommandContext asked) {
    if (amongAgents) {
      return may(NOTE, subject, asked);
    }
    // in a direct conversation only those whose ticket it is speak for themselves: an approver
    // has a card of the request there, too
    return (isTheirs(subject, asked) || !asked.origin().place().direct())
        && may(REPLY, subject, asked);
  }

  private static boolean isTheirs(AnyTicket subject, CommandContext asked) {
    Set<Relation> relations = subject.relations(asked.person());
    return relations.contains(Relation.REQUESTER) || relations.contains(Relation.WATCHER);
  }

  private boolean may(String command, AnyTicket subject, CommandContext asked) {
    return switch (permissions.may(
        asked.person(), commands.spec(command), subject.relations(asked.person()))) {
      case Permissions.Verdict.Allowed yes -> true;
      case Permissions.Verdict.Denied no -> false;
    };
  }

  private Optional<String> afterPrefix(String text) {
    return text.startsWith(prefix)
        ? Optional.of(text.substring(prefix.length()).strip())
        : Optional.empty();
  }

  private List<Reply> say(AnyTicket subject, String words, CommandContext asked) {
    return switch (subject) {
      case AnyTicket.OfIncident of ->
          answer(
              incidents.change(
                  of.incident().id(),
                  new IncidentChange.Say(words, asked.origin().place().address().conversation()),
                  asked.actor()),
              asked);
      case AnyTicket.OfRequest of ->
          switch (requests.say(of.request().id(), words, asked.actor())) {
            case Requests.Outcome.NotAllowed no -> Replies.notAllowed(no.why(), List.of());
            case Requests.Outcome.Done done -> List.of();
            case Requests.Outcome.Already already -> List.of();
            case Requests.Outcome.Unknown unknown -> List.of();
          };
      case AnyTicket.OfOutage outage -> List.of();
      case AnyTicket.None none -> List.of();
    };
  }

  private List<Reply> note(AnyTicket subject, String words, CommandContext asked) {
    return subject instanceof AnyTicket.OfIncident(var incident)
        ? answer(
            incidents.change(incident.id(), new IncidentChange.Note(words), asked.actor()), asked)
        : List.of();
  }

  /** Who wrote it sees it standing there; only what could not be done is answered. */
  private List<Reply> answer(Incidents.Outcome outcome, CommandContext asked) {
    return switch (outcome) {
      case Incidents.Outcome.NotAllowed no -> {
        AnyTicket subject = new AnyTicket.OfIncident(no.incident());
        boolean reopens =
            no.allowed().contains("reopen")
                && !allowed.those(List.of("reopen"), subject, asked).isEmpty();
        yield reopens
            ? Replies.no(
                no.why() + " To reopen it, write: reopen " + no.incident().key() + " and why.",
                Action.primary("Reopen…", "reopen " + no.incident().key()))
            : Replies.no(no.why(), Action.of("Report an issue", "report"));
      }
      case Incidents.Outcome.Done done -> List.of();
      case Incidents.Outcome.Already already -> List.of();
      case Incidents.Outcome.Unknown unknown -> List.of();
    };
  }

  /**
   * @param inWords how the record of a request puts it, which knows no such change
   */
  private void pastWords(
      AnyTicket subject, IncidentChange change, String inWords, CommandContext asked) {
    switch (subject) {
      case AnyTicket.OfIncident of -> incidents.change(of.incident().id(), change, asked.actor());
      case AnyTicket.OfRequest of -> {
        boolean internal =
            (change instanceof IncidentChange.Amend(_, boolean amended) && amended)
                || (change instanceof IncidentChange.Withdraw(_, boolean taken) && taken);
        if (!internal) {
          requests.say(of.request().id(), inWords, asked.actor());
        }
      }
      case AnyTicket.OfOutage outage -> {}
      case AnyTicket.None none -> {}
    }
  }
}
