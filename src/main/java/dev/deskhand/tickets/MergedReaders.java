package dev.deskhand.tickets;

import dev.deskhand.people.Person;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who comes to read by a merge what they could not read before. */
public final class MergedReaders {

  private MergedReaders() {}

  /**
   * A sentence for each, after a space; empty if there are none.
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
