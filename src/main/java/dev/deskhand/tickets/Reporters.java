package dev.deskhand.tickets;

import dev.deskhand.people.Person;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Those whose side of an incident is not the desk's.
 *
 * @param requesterId whose issue it is
 * @param reporterId who reported it, for themselves or on behalf of the requester
 * @param others who reported for the requester what was merged into it
 */
public record Reporters(long requesterId, long reporterId, Set<Long> others) {

  public Reporters {
    others = Set.copyOf(others);
  }

  /**
   * Who come to follow it with one that is merged into it: not who merges it for having reported
   * that one.
   */
  public Set<Long> joinedBy(Reporters merged, long mergedBy) {
    Set<Long> joining = new TreeSet<>(merged.others);
    if (merged.reporterId != mergedBy) {
      joining.add(merged.reporterId);
    }
    joining.removeIf(this::include);
    return joining;
  }

  /** Whether somebody is one of them. */
  public boolean include(long personId) {
    return personId == requesterId || personId == reporterId || others.contains(personId);
  }

  /**
   * Who come to read by a merge what they could not read before: a sentence for each, after a
   * space; empty if there are none.
   *
   * @param merged the one that ends, as it was before
   * @param target the one in which it goes on, as it was before
   * @param by who merges them
   */
  public static String sentences(
      Incident merged, Incident target, long by, LongFunction<Optional<Person>> people) {
    Set<Long> before = new TreeSet<>(target.alsoReportedBy());
    before.add(target.reporterId());
    before.removeIf(person -> person == by || merged.isAskedBy(person));
    return Stream.concat(
            named(target.askers().joinedBy(merged.askers(), by), people)
                .map(
                    name ->
                        " %s, who reported %s, reads %s from now on."
                            .formatted(name, merged.key(), target.key())),
            named(before, people)
                .map(
                    name ->
                        " %s, who reported %s, reads what was said in %s, too."
                            .formatted(name, target.key(), merged.key())))
        .collect(Collectors.joining());
  }

  private static Stream<String> named(Set<Long> ids, LongFunction<Optional<Person>> people) {
    return ids.stream().flatMap(id -> people.apply(id).stream()).map(Person::name);
  }
}
