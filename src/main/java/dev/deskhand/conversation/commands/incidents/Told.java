package dev.deskhand.conversation.commands.incidents;

import dev.deskhand.conversation.CommandContext;
import dev.deskhand.people.Identity;
import dev.deskhand.people.People;
import dev.deskhand.tickets.Incident;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which requesters are told of what an agent did. */
final class Told {

  private Told() {}

  /**
   * Such as {@code Erin is told.}, after a space; empty if it concerns nobody but the agent, or
   * nobody is reached.
   */
  static String sentence(People people, CommandContext context, List<Incident> incidents) {
    Map<Long, String> requesters = new LinkedHashMap<>();
    incidents.forEach(incident -> requesters.put(incident.requesterId(), incident.requesterName()));
    requesters.remove(context.person().id());
    Map<Long, Identity> reached =
        requesters.isEmpty() ? Map.of() : people.reachAll(requesters.keySet(), context.platform());
    List<String> names =
        requesters.entrySet().stream()
            .filter(requester -> reached.containsKey(requester.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    return names.isEmpty()
        ? ""
        : " %s %s told.".formatted(String.join(" and ", names), names.size() == 1 ? "is" : "are");
  }
}
