package dev.deskhand.conversation.tickets;

import dev.deskhand.cards.IncidentCards;
import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.language.Role;
import dev.deskhand.people.Person;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.IncidentChange;
import dev.deskhand.tickets.Incidents;
import dev.deskhand.tickets.Incidents.QueueFilter;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

@Component
final class IncidentKind implements TicketKind {

  private final Incidents incidents;
  private final AllowedActions allowed;

  IncidentKind(Incidents incidents, AllowedActions allowed) {
    this.incidents = incidents;
    this.allowed = allowed;
  }

  @Override
  public TicketKey.Kind kind() {
    return TicketKey.Kind.INCIDENT;
  }

  @Override
  public Optional<Ticket> find(String key) {
    return incidents
        .find(key)
        .map(incident -> new IncidentTicket(incident, incidents, new Talk(incident.id())));
  }

  @Override
  public Map<Long, Reply.Row> rows(Collection<Long> ids) {
    return incidents.byIds(ids).stream()
        .collect(Collectors.toMap(Incident::id, IncidentCards::row));
  }

  @Override
  public Map<String, Instant> changedLately(int atMost) {
    return incidents.changedLately(atMost);
  }

  @Override
  public Stream<Reply.Option> suggestions(Person person, String typed) {
    Optional<Incident> named =
        person.is(Role.AGENT)
            ? TicketKey.parse(typed).flatMap(key -> incidents.find(key.text()))
            : Optional.empty();
    return Stream.concat(named.stream(), listed(person))
        .distinct()
        .map(incident -> new Reply.Option(incident.key(), incident.key() + " " + incident.title()));
  }

  private Stream<Incident> listed(Person person) {
    Stream<Incident> own = incidents.openOf(person.id(), 1).items().stream();
    if (!person.is(Role.AGENT)) {
      return own;
    }
    return Stream.of(QueueFilter.View.MINE, QueueFilter.View.OPEN)
        .flatMap(
            view ->
                incidents.queue(new QueueFilter(view, person.id(), null, null), 1).items().stream())
        .distinct();
  }

  private final class Talk implements TicketTalk {

    private final long id;

    Talk(long id) {
      this.id = id;
    }

    @Override
    public boolean keepsNotes() {
      return true;
    }

    @Override
    public List<Reply> say(String words, CommandContext context) {
      return change(
          new IncidentChange.Say(words, context.origin().place().address().conversation()),
          context);
    }

    @Override
    public List<Reply> note(String words, CommandContext context) {
      return change(new IncidentChange.Note(words), context);
    }

    @Override
    public void amend(String words, boolean internal, CommandContext context) {
      incidents.change(id, new IncidentChange.Amend(words, internal), context.actor());
    }

    @Override
    public void withdraw(String which, boolean internal, CommandContext context) {
      incidents.change(id, new IncidentChange.Withdraw(which, internal), context.actor());
    }

    private List<Reply> change(IncidentChange change, CommandContext context) {
      return switch (incidents.change(id, change, context.actor())) {
        case Incidents.Outcome.NotAllowed no -> {
          boolean reopens =
              no.allowed().contains("reopen")
                  && !allowed
                      .those(
                          List.of("reopen"),
                          IncidentTicket.relations(no.incident(), context.person()),
                          context)
                      .isEmpty();
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
  }
}
