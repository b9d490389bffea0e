package dev.deskhand.notifications;

import dev.deskhand.chat.Address;
import dev.deskhand.people.Identity;
import dev.deskhand.people.People;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Where people are told something that concerns them. */
@Component
class Recipients {

  private final People people;

  Recipients(People people) {
    this.people = people;
  }

  /** The direct conversations with these people; who has no account is left out. */
  List<Address.Person> directly(Collection<Long> personIds, String preferredPlatform) {
    Map<Long, Identity> reached = people.reachAll(Set.copyOf(personIds), preferredPlatform);
    return personIds.stream()
        .distinct()
        .filter(reached::containsKey)
        .map(reached::get)
        .map(identity -> new Address.Person(identity.platform(), identity.userId()))
        .toList();
  }

  /**
   * The same, each on the platform of their choice.
   *
   * @param platforms the platform of each person
   */
  List<Address.Person> directly(Map<Long, String> platforms) {
    return platforms.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList())))
        .entrySet()
        .stream()
        .flatMap(entry -> directly(entry.getValue(), entry.getKey()).stream())
        .toList();
  }
}
