package dev.deskhand.notifications.notifiers;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.PlatformId;
import dev.deskhand.notifications.TicketThreads;
import dev.deskhand.people.Identity;
import dev.deskhand.people.People;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Where people are told something that concerns them. */
@Component
class Recipients {

  private final People people;
  private final TicketThreads threads;

  Recipients(People people, TicketThreads threads) {
    this.people = people;
    this.threads = threads;
  }

  /**
   * Where a ticket is followed by those whose it is. In the thread where it was reported, if it was
   * in one; who did not report it themselves may not be there and follows it directly, too.
   *
   * @param origin a platform, or the conversation of a thread
   * @param requester whose ticket it is
   * @param reporter who reported it
   * @param others who follow it, too
   * @param actor who did what is to be told; left out where they have no card that would change
   */
  List<TicketFollower> seats(
      String origin, long requester, long reporter, Set<Long> others, long actor) {
    Set<Long> directly = new LinkedHashSet<>(List.of(requester, reporter));
    directly.addAll(others);
    List<TicketFollower> seats = new ArrayList<>();
    if (Address.read(origin).orElse(null) instanceof Address.Thread thread) {
      directly.remove(reporter);
      seats.add(new TicketFollower(thread, null, true));
    } else if (!threads.on(origin)) {
      directly.remove(actor);
    }
    Map<Long, Identity> reached = people.reachAll(directly, platform(origin));
    for (long person : directly) {
      Identity identity = reached.get(person);
      if (identity != null) {
        seats.add(
            new TicketFollower(
                new Address.Person(identity.platform(), identity.userId()),
                person,
                threads.on(identity.platform())));
      }
    }
    return seats;
  }

  /** The platform of a ticket's origin. */
  static String platform(String origin) {
    return PlatformId.read(origin).map(PlatformId::platform).orElse(origin);
  }

  /**
   * The direct conversations with these people; who has no account is left out.
   *
   * @param preferredPlatform a platform, or a ticket's origin
   */
  List<Address.Person> directly(Collection<Long> personIds, String preferredPlatform) {
    Map<Long, Identity> reached =
        people.reachAll(Set.copyOf(personIds), platform(preferredPlatform));
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
