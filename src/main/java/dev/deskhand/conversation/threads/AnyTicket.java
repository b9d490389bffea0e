package dev.deskhand.conversation.threads;

import dev.deskhand.language.Relation;
import dev.deskhand.people.Person;
import dev.deskhand.requests.ServiceRequest;
import dev.deskhand.status.Outage;
import dev.deskhand.tickets.Incident;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The ticket that a command is about. */
public sealed interface AnyTicket {

  /** What the record of refusals calls it. */
  String key();

  /** What a person is to it. */
  Set<Relation> relations(Person person);

  /** The command names no ticket. */
  record None() implements AnyTicket {
    @Override
    public String key() {
      return "";
    }

    @Override
    public Set<Relation> relations(Person person) {
      return Set.of();
    }
  }

  record OfIncident(Incident incident) implements AnyTicket {

    /**
     * Whether what agents say among themselves of it is kept from somebody: it never reaches its
     * requester, not even one who is an agent or an admin too.
     */
    public boolean hidesInternalFrom(Person person) {
      return incident.requesterId() == person.id();
    }

    @Override
    public String key() {
      return incident.key();
    }

    @Override
    public Set<Relation> relations(Person person) {
      EnumSet<Relation> relations = EnumSet.noneOf(Relation.class);
      if (incident.requesterId() == person.id()) {
        relations.add(Relation.REQUESTER);
      }
      if (incident.reporterId() == person.id()) {
        relations.add(Relation.WATCHER);
      }
      if (incident.assigneeId() != null && incident.assigneeId() == person.id()) {
        relations.add(Relation.ASSIGNEE);
      }
      return relations;
    }
  }

  record OfRequest(ServiceRequest request) implements AnyTicket {
    @Override
    public String key() {
      return request.key();
    }

    @Override
    public Set<Relation> relations(Person person) {
      EnumSet<Relation> relations = EnumSet.noneOf(Relation.class);
      if (request.requesterId() == person.id()) {
        relations.add(Relation.REQUESTER);
      }
      if (request.approverRole() != null
          && person.roles().stream()
              .anyMatch(
                  role -> role.name().toLowerCase(Locale.ROOT).equals(request.approverRole()))) {
        relations.add(Relation.APPROVER);
      }
      return relations;
    }
  }

  /** Outages are announced to everyone, so everyone may read each. */
  record OfOutage(Outage outage) implements AnyTicket {
    @Override
    public String key() {
      return outage.key();
    }

    @Override
    public Set<Relation> relations(Person person) {
      return Set.of(Relation.READER);
    }
  }
}
