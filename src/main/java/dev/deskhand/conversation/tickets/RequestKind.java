package dev.deskhand.conversation.tickets;

import dev.deskhand.cards.RequestCards;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.people.Person;
import dev.deskhand.requests.Requests;
import dev.deskhand.requests.ServiceRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

@Component
final class RequestKind implements TicketKind {

  private final Requests requests;

  RequestKind(Requests requests) {
    this.requests = requests;
  }

  @Override
  public TicketKey.Kind kind() {
    return TicketKey.Kind.REQUEST;
  }

  @Override
  public Optional<Ticket> find(String key) {
    return requests
        .find(key)
        .map(request -> new RequestTicket(request, requests, new Talk(request.id())));
  }

  @Override
  public Map<Long, Reply.Row> rows(Collection<Long> ids) {
    return requests.byIds(ids).stream()
        .collect(Collectors.toMap(ServiceRequest::id, RequestCards::row));
  }

  @Override
  public Map<String, Instant> changedLately(int atMost) {
    return requests.changedLately(atMost);
  }

  @Override
  public Stream<Reply.Option> suggestions(Person person, String typed) {
    return requests.openOf(person.id()).stream()
        .map(request -> new Reply.Option(request.key(), request.key() + " " + request.itemName()));
  }

  /** Its record knows no words among agents, and no change of what was said: that is told anew. */
  private final class Talk implements TicketTalk {

    private final long id;

    Talk(long id) {
      this.id = id;
    }

    @Override
    public boolean keepsNotes() {
      return false;
    }

    @Override
    public List<Reply> say(String words, CommandContext context) {
      return switch (requests.say(id, words, context.actor())) {
        case Requests.Outcome.NotAllowed no -> Replies.notAllowed(no.why(), List.of());
        case Requests.Outcome.Done done -> List.of();
        case Requests.Outcome.Already already -> List.of();
        case Requests.Outcome.Unknown unknown -> List.of();
      };
    }

    @Override
    public List<Reply> note(String words, CommandContext context) {
      return List.of();
    }

    @Override
    public void amend(String words, boolean internal, CommandContext context) {
      retell("(edited) " + words, internal, context);
    }

    @Override
    public void withdraw(String which, boolean internal, CommandContext context) {
      retell("(deleted) " + which, internal, context);
    }

    private void retell(String words, boolean internal, CommandContext context) {
      if (!internal) {
        requests.say(id, words, context.actor());
      }
    }
  }
}
