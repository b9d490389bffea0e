package dev.deskhand.conversation.commands;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.Attachment;
import dev.deskhand.chat.ChatPlatform;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Place;
import dev.deskhand.conversation.commands.desk.FilesCommand;
import dev.deskhand.conversation.threads.TicketFiles;
import dev.deskhand.conversation.threads.TicketFiles.Sent;
import dev.deskhand.conversation.tickets.Ticket;
import dev.deskhand.conversation.tickets.Tickets;
import dev.deskhand.language.Command;
import dev.deskhand.people.People;
import dev.deskhand.people.Permissions;
import dev.deskhand.people.Person;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The files of a ticket. Where links expire, the platform is asked for new ones before the command
 * is carried out, since that takes longer than a transaction should; the command then shows no more
 * than the person may see at that moment.
 */
@Component
public class FreshFileLinks {

  /** As many as a platform's list has room for, with their long links. */
  public static final int AT_ONCE = 5;

  /** As many are counted. */
  public static final int MOST = 1_000;

  private static final long PATIENCE_SECONDS = 8;

  private final TicketFiles files;
  private final Tickets tickets;
  private final People people;
  private final Permissions permissions;
  private final ObjectProvider<ChatPlatform> platforms;
  private final TransactionTemplate transaction;

  FreshFileLinks(
      TicketFiles files,
      Tickets tickets,
      People people,
      Permissions permissions,
      ObjectProvider<ChatPlatform> platforms,
      TransactionTemplate transaction) {
    this.files = files;
    this.tickets = tickets;
    this.people = people;
    this.permissions = permissions;
    this.platforms = platforms;
    this.transaction = transaction;
  }

  /** A message that has files, as its platform is asked for it. */
  private record Spot(String platform, Address at, String message) {}

  /** What the platforms said of files whose links expire; nothing where nobody was asked. */
  public static final class Fresh {
    static final Fresh NONE = new Fresh(Map.of());

    private final Map<Spot, ChatPlatform.Files> said;

    private Fresh(Map<Spot, ChatPlatform.Files> said) {
      this.said = Map.copyOf(said);
    }

    /** Where a file is now, or why nobody can have it. */
    public String where(Sent sent) {
      Attachment.Held held = sent.file().held();
      if (held == null) {
        return sent.file().url();
      }
      return switch (said.getOrDefault(
          spot(sent, held), new ChatPlatform.Files.Unsaid("it was sent a moment ago"))) {
        case ChatPlatform.Files.There(Map<String, String> links) ->
            links.getOrDefault(held.file(), "no longer there: it was taken out of its message");
        case ChatPlatform.Files.Gone(String reason) -> "no longer there: " + reason;
        case ChatPlatform.Files.Unsaid(String reason) ->
            "no link now, ask again in a while: " + reason;
      };
    }
  }

  /**
   * Asks for the files that a command is about to show, if it shows any. It takes seconds at most
   * and is called outside any transaction. Who may not have the files has nobody asked.
   */
  public Fresh ask(Command command, Origin origin) {
    if (!(command instanceof Command.Call<?> call
        && call.arguments() instanceof FilesCommand.Arguments wanted)) {
      return Fresh.NONE;
    }
    List<Sent> shown = transaction.execute(status -> shown(wanted, origin));
    Map<Spot, CompletableFuture<ChatPlatform.Files>> asked = new HashMap<>();
    for (Sent sent : shown) {
      Attachment.Held held = sent.file().held();
      if (held != null) {
        asked.computeIfAbsent(spot(sent, held), this::ask);
      }
    }
    Map<Spot, ChatPlatform.Files> said = new HashMap<>();
    asked.forEach((spot, answer) -> said.put(spot, answer.join()));
    return new Fresh(said);
  }

  /**
   * One page of the files of a ticket that somebody may have.
   *
   * @param limit as many at most
   */
  public List<Sent> page(Ticket ticket, int page, int limit, Person person) {
    return files.of(ticket.key(), ticket.showsInternal(person), limit, (page - 1L) * AT_ONCE);
  }

  /** How many files of a ticket somebody may have; counted up to {@value #MOST}. */
  public int count(Ticket ticket, Person person) {
    return files.count(ticket.key(), ticket.showsInternal(person), MOST);
  }

  private List<Sent> shown(FilesCommand.Arguments wanted, Origin origin) {
    Person person = people.recognise(origin.sender());
    Optional<Ticket> ticket = tickets.find(wanted.key());
    return ticket.isPresent() && may(person, ticket.get())
        ? page(ticket.get(), wanted.page(), AT_ONCE, person)
        : List.of();
  }

  private boolean may(Person person, Ticket ticket) {
    return switch (permissions.may(person, FilesCommand.SPEC, ticket.relations(person))) {
      case Permissions.Verdict.Allowed yes -> true;
      case Permissions.Verdict.Denied no -> false;
    };
  }

  private CompletableFuture<ChatPlatform.Files> ask(Spot spot) {
    Optional<ChatPlatform> platform =
        platforms.stream().filter(each -> each.name().equals(spot.platform())).findFirst();
    if (platform.isEmpty()) {
      return CompletableFuture.completedFuture(
          new ChatPlatform.Files.Unsaid("the desk is not connected to " + spot.platform()));
    }
    return CompletableFuture.<ChatPlatform.Files>supplyAsync(
            () -> platform.get().files(spot.at(), spot.message()), Thread::startVirtualThread)
        .completeOnTimeout(
            new ChatPlatform.Files.Unsaid(spot.platform() + " does not answer"),
            PATIENCE_SECONDS,
            TimeUnit.SECONDS)
        .exceptionally(error -> new ChatPlatform.Files.Unsaid(spot.platform() + " fails"));
  }

  private static Spot spot(Sent sent, Attachment.Held held) {
    Place place = new Place(sent.platform(), held.channel(), held.thread(), false);
    return new Spot(sent.platform(), place.address(), held.message());
  }
}
