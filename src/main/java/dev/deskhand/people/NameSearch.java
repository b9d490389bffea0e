package dev.deskhand.people;

import dev.deskhand.people.roles.EffectiveRoles;
import dev.deskhand.text.FoldedText;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds people as others name them. */
final class NameSearch {

  private static final JaroWinklerSimilarity LIKENESS = new JaroWinklerSimilarity();
  private static final double ALIKE = 0.7;

  private final JdbcClient jdbc;
  private final EffectiveRoles roles;

  NameSearch(JdbcClient jdbc, EffectiveRoles roles) {
    this.jdbc = jdbc;
    this.roles = roles;
  }

  People.Found find(String platform, String named) {
    String wanted = FoldedText.name(Names.safe(named.strip().replaceFirst("^@", ""), named));
    if (wanted.isEmpty()) {
      return new People.Found.Nobody(List.of());
    }
    List<Hit> hits = hits(platform, wanted);
    if (hits.isEmpty()) {
      return new People.Found.Nobody(nearest(wanted));
    }
    // what fits best decides alone: a user id before a handle before a name, this platform first
    int best = hits.getFirst().rank();
    Map<Long, Hit> people = new LinkedHashMap<>();
    hits.stream()
        .filter(hit -> hit.rank() == best)
        .forEach(hit -> people.put(hit.person().id(), hit));
    return people.size() == 1
        ? new People.Found.One(hits.getFirst().person())
        : new People.Found.Several(people.values().stream().map(Hit::shown).limit(10).toList());
  }

  private List<Hit> hits(String platform, String wanted) {
    return jdbc.sql(
            "select h.rank, h.account, "
                + EffectiveRoles.COLUMNS
                + """
             from (
              select person_id, platform || ':' || handle as account,
                case when platform = :platform then 1 else 4 end as rank
              from identity where lower(user_id) = :wanted
              union all
              select person_id, platform || ':' || handle,
                case when platform = :platform then 2 else 5 end
              from identity where folded_handle = :wanted
              union all
              select id, null, 3 from person where folded_name = :wanted
            ) h join person p on p.id = h.person_id
            order by h.rank, p.id
            limit 20
            """)
        .param("platform", platform)
        .param("wanted", wanted)
        .query(
            (row, number) ->
                new Hit(
                    roles.person(row),
                    row.getInt("rank"),
                    row.getString("account") == null
                        ? row.getString("name")
                        : row.getString("name") + " (" + row.getString("account") + ")"))
        .list();
  }

  /** Looks among those who begin alike, so that it costs the same however many people there are. */
  private List<String> nearest(String wanted) {
    String beginning = wanted.substring(0, wanted.offsetByCodePoints(0, 1));
    String pattern = beginning.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    List<String> names =
        jdbc.sql(
                """
                (select name from person where folded_name like :pattern limit 500)
                union
                (select handle from identity where folded_handle like :pattern limit 500)
                """)
            .param("pattern", pattern)
            .query((row, number) -> row.getString(1))
            .list();
    return names.stream()
        .map(name -> Map.entry(name, likeness(name, wanted)))
        .filter(entry -> entry.getValue() >= ALIKE)
        .sorted(
            Comparator.comparingDouble((Map.Entry<String, Double> entry) -> -entry.getValue())
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .limit(3)
        .toList();
  }

  private static double likeness(String name, String wanted) {
    String lower = FoldedText.name(name);
    return Stream.concat(Stream.of(lower), Stream.of(lower.split(" ", -1)))
        .mapToDouble(part -> LIKENESS.apply(part, wanted))
        .max()
        .orElse(0);
  }

  private record Hit(Person person, int rank, String shown) {}
}
