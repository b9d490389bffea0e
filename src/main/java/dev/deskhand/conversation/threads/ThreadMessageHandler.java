package dev.deskhand.conversation.threads;

import dev.deskhand.chat.Action;
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
  private final ThreadMessages messages;
  private final TicketFiles files;
  private final Permissions permissions;
  private final DeskTime time;
  private final String prefix;

  ThreadMessageHandler(
      CommandRegistry commands,
      ThreadTickets threads,
      ThreadMessages messages,
      TicketFiles files,
      Permissions permissions,
      DeskTime time,
      ConversationProperties properties) {
    this.commands = commands;
    this.threads = threads;
    this.messages = messages;
    this.files = files;
    this.permissions = permissions;
    this.time = time;
    this.prefix = properties.replyPrefix();
  }

  /** Empty if this is no talk about a ticket that the person takes part in. */
  public Optional<List<Reply>> message(Command.ThreadMessage message, CommandContext context) {
    return said(message.message(), message.text(), message.files(), context);
  }

  /** The same for words that were addressed to the desk and are no command. */
  public Optional<List<Reply>> freeText(Command.FreeText free, CommandContext context) {
    MessageRef written = context.origin().message();
    return said(written == null ? null : written.message(), free.text(), free.files(), context);
  }

  private Optional<List<Reply>> said(
      @Nullable String message, String text, List<Attachment> files, CommandContext context) {
    Optional<ThreadTickets.Owner> owner = threads.owner(context.origin().place());
    if (owner.isEmpty()) {
      return Optional.empty();
    }
    Ticket ticket = owner.get().ticket();
    Optional<TicketTalk> talk = ticket.talk();
    boolean amongAgents = owner.get().side() == Side.AGENTS;
    if (talk.isEmpty() || !takesPart(ticket, amongAgents, context)) {
      return Optional.empty();
    }
    Optional<String> forRequester = amongAgents ? afterPrefix(text) : Optional.of(text);
    boolean internal = forRequester.isEmpty();
    if (!internal && !may(REPLY, ticket, context)) {
      return Optional.empty();
    }
    String words = RemarkText.with(context.named(forRequester.orElse(text)), files);
    if (words.isBlank()) {
      return Optional.of(
          internal || !amongAgents
              ? List.of()
              : Replies.no("Write what the requester is to read after " + prefix + "."));
    }
    if (internal && !talk.get().keepsNotes()) {
      return Optional.of(List.of());
    }
    Place place = context.origin().place();
    Heard kept =
        new Heard(
            ticket.key(), context.person().id(), amongAgents, internal, text, context.actor().at());
    if (message != null && !messages.keep(place, message, kept)) {
      return Optional.of(List.of());
    }
    List<Reply> answer =
        internal ? talk.get().note(words, context) : talk.get().say(words, context);
    if (answer.isEmpty()) {
      this.files.keep(ticket.key(), files, internal, context);
      answer = goesOn(owner.get());
    } else if (message != null) {
      messages.forget(place, message);
    }
    // colleagues go on talking where something was reported and has long been solved
    return Optional.of(amongAgents || isTheirs(ticket, context) ? answer : List.of());
  }

  /** Whoever writes where a ticket was once talked about is told where their words are now. */
  private static List<Reply> goesOn(ThreadTickets.Owner owner) {
    String key = owner.ticket().key();
    return owner.thread().equals(key)
        ? List.of()
        : Replies.one(
            new Reply.Text(
                "%s was merged into %s; this was taken in there.".formatted(owner.thread(), key),
                List.of(key),
                List.of(Action.of("Show " + key, "show " + key))));
  }

  public List<Reply> edited(Command.MessageEdited edited, CommandContext context) {
    Place place = context.origin().place();
    Optional<Heard> found = messages.find(place, edited.message());
    if (found.isEmpty() || found.get().words().equals(edited.text())) {
      return List.of();
    }
    Heard before = found.get();
    Optional<Ticket> ticket = stillTheirs(before, context);
    if (ticket.isEmpty()) {
      return List.of();
    }
    // what was internal stays so, and what is no longer marked for the requester is not for them
    Optional<String> marked =
        before.amongAgents() ? afterPrefix(edited.text()) : Optional.of(edited.text());
    boolean internal = before.internal() || marked.isEmpty();
    messages.change(place, edited.message(), edited.text(), internal);
    String words = context.named(internal ? edited.text() : marked.orElse(edited.text()));
    ticket.get().talk().ifPresent(talk -> talk.amend(words, internal, context));
    return internal == before.internal()
        ? List.of()
        : Replies.one(
            new Reply.Text(
                "The requester keeps what was sent before: without "
                    + prefix
                    + " at its start, what it says now stays among agents."));
  }

  public List<Reply> deleted(Command.MessageDeleted deleted, CommandContext context) {
    Place place = context.origin().place();
    Optional<Heard> found = messages.find(place, deleted.message());
    Optional<Ticket> ticket = found.flatMap(before -> stillTheirs(before, context));
    if (found.isEmpty() || ticket.isEmpty()) {
      return List.of();
    }
    Heard before = found.get();
    messages.forget(place, deleted.message());
    // without the words: whoever deletes a password wants it gone
    String which = "the message of " + time.words(before.at());
    ticket.get().talk().ifPresent(talk -> talk.withdraw(which, before.internal(), context));
    return List.of();
  }

  /** The ticket, if the message was the person's own and they may still speak there. */
  private Optional<Ticket> stillTheirs(Heard before, CommandContext context) {
    return before.personId() != context.person().id()
        ? Optional.empty()
        : threads
            .find(before.subject())
            .filter(ticket -> may(before.internal() ? NOTE : REPLY, ticket, context));
  }

  private boolean takesPart(Ticket ticket, boolean amongAgents, CommandContext context) {
    if (amongAgents) {
      return may(NOTE, ticket, context);
    }
    // in a direct conversation only those whose ticket it is speak for themselves: an approver
    // has a card of the request there, too
    return (isTheirs(ticket, context) || !context.origin().place().direct())
        && may(REPLY, ticket, context);
  }

  private static boolean isTheirs(Ticket ticket, CommandContext context) {
    Set<Relation> relations = ticket.relations(context.person());
    return relations.contains(Relation.REQUESTER) || relations.contains(Relation.WATCHER);
  }

  private boolean may(String command, Ticket ticket, CommandContext context) {
    return switch (permissions.may(
        context.person(), commands.spec(command), ticket.relations(context.person()))) {
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
