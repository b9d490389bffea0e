package dev.deskhand.conversation.threads;

import dev.deskhand.chat.Attachment;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.ConversationProperties;
import dev.deskhand.conversation.replies.DeskTime;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.conversation.threads.ThreadMessages.Heard;
import dev.deskhand.conversation.tickets.Ticket;
import dev.deskhand.conversation.tickets.TicketTalk;
import dev.deskhand.language.Command;
import dev.deskhand.language.CommandRegistry;
import dev.deskhand.language.Relation;
import dev.deskhand.notifications.TicketThreads.Side;
import dev.deskhand.people.Permissions;
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
  private final Permissions permissions;
  private final DeskTime time;
  private final String prefix;

  ThreadMessageHandler(
      CommandRegistry commands,
      ThreadTickets threads,
      ThreadMessages heard,
      TicketFiles files,
      Permissions permissions,
      DeskTime time,
      ConversationProperties properties) {
    this.commands = commands;
    this.threads = threads;
    this.heard = heard;
    this.files = files;
    this.permissions = permissions;
    this.time = time;
    this.prefix = properties.replyPrefix();
  }

  /** Empty if this is no talk about a ticket that the person takes part in. */
  public Optional<List<Reply>> remark(Command.ThreadMessage remark, CommandContext asked) {
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
    Ticket subject = owner.get().subject();
    Optional<TicketTalk> talk = subject.talk();
    boolean amongAgents = owner.get().side() == Side.AGENTS;
    if (talk.isEmpty() || !takesPart(subject, amongAgents, asked)) {
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
    if (internal && !talk.get().keepsNotes()) {
      return Optional.of(List.of());
    }
    Place place = asked.origin().place();
    Heard kept =
        new Heard(
            subject.key(), asked.person().id(), amongAgents, internal, text, asked.actor().at());
    if (message != null && !heard.keep(place, message, kept)) {
      return Optional.of(List.of());
    }
    List<Reply> answer = internal ? talk.get().note(words, asked) : talk.get().say(words, asked);
    if (answer.isEmpty()) {
      this.files.keep(subject.key(), files, internal, asked);
    } else if (message != null) {
      heard.forget(place, message);
    }
    // colleagues go on talking where something was reported and has long been solved
    return Optional.of(amongAgents || isTheirs(subject, asked) ? answer : List.of());
  }

  public List<Reply> amended(Command.MessageEdited amendment, CommandContext asked) {
    Place place = asked.origin().place();
    Optional<Heard> found = heard.find(place, amendment.message());
    if (found.isEmpty() || found.get().words().equals(amendment.text())) {
      return List.of();
    }
    Heard before = found.get();
    Optional<Ticket> subject = stillTheirs(before, asked);
    if (subject.isEmpty()) {
      return List.of();
    }
    // what was internal stays so, and what is no longer marked for the requester is not for them
    Optional<String> marked =
        before.amongAgents() ? afterPrefix(amendment.text()) : Optional.of(amendment.text());
    boolean internal = before.internal() || marked.isEmpty();
    heard.change(place, amendment.message(), amendment.text(), internal);
    String words = asked.named(internal ? amendment.text() : marked.orElse(amendment.text()));
    subject.get().talk().ifPresent(talk -> talk.amend(words, internal, asked));
    return internal == before.internal()
        ? List.of()
        : Replies.one(
            new Reply.Text(
                "The requester keeps what was sent before: without "
                    + prefix
                    + " at its start, what it says now stays among agents."));
  }

  public List<Reply> withdrawn(Command.MessageDeleted withdrawal, CommandContext asked) {
    Place place = asked.origin().place();
    Optional<Heard> found = heard.find(place, withdrawal.message());
    Optional<Ticket> subject = found.flatMap(before -> stillTheirs(before, asked));
    if (found.isEmpty() || subject.isEmpty()) {
      return List.of();
    }
    Heard before = found.get();
    heard.forget(place, withdrawal.message());
    // without the words: whoever deletes a password wants it gone
    String which = "the message of " + time.words(before.at());
    subject.get().talk().ifPresent(talk -> talk.withdraw(which, before.internal(), asked));
    return List.of();
  }

  /** The ticket, if the message was the person's own and they may still speak there. */
  private Optional<Ticket> stillTheirs(Heard before, CommandContext asked) {
    return before.personId() != asked.person().id()
        ? Optional.empty()
        : threads
            .find(before.subject())
            .filter(subject -> may(before.internal() ? NOTE : REPLY, subject, asked));
  }

  private boolean takesPart(Ticket subject, boolean amongAgents, CommandContext asked) {
    if (amongAgents) {
      return may(NOTE, subject, asked);
    }
    // in a direct conversation only those whose ticket it is speak for themselves: an approver
    // has a card of the request there, too
    return (isTheirs(subject, asked) || !asked.origin().place().direct())
        && may(REPLY, subject, asked);
  }

  private static boolean isTheirs(Ticket subject, CommandContext asked) {
    Set<Relation> relations = subject.relations(asked.person());
    return relations.contains(Relation.REQUESTER) || relations.contains(Relation.WATCHER);
  }

  private boolean may(String command, Ticket subject, CommandContext asked) {
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
}
