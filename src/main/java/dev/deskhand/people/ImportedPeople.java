package dev.deskhand.people;

import dev.deskhand.text.FoldedText;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People whom the desk knows only by the name that an imported log gives them. */
final class ImportedPeople {

  private final JdbcClient jdbc;

  ImportedPeople(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Map<String, Long> of(String source, Set<String> names) {
    Map<String, String> asStored =
        names.stream()
            .collect(Collectors.toMap(Function.identity(), name -> Names.safe(name, "unknown")));
    Map<String, Long> ids = before(source, asStored.values());
    List<String> missing =
        asStored.values().stream()
            .filter(name -> !ids.containsKey(name))
            .distinct()
            .sorted()
            .toList();
    if (!missing.isEmpty()) {
      jdbc.sql(
              """
              with met as (
                insert into imported_person (source, name, person_id)
                select ?, name, nextval(pg_get_serial_sequence('person', 'id'))
                from unnest(?::text[]) as name
                on conflict do nothing
                returning name, person_id
              )
              insert into person (id, name, folded_name) overriding system value
              select met.person_id, met.name, folded.name
              from met join unnest(?::text[], ?::text[]) as folded (of, name) on folded.of = met.name
              """)
          .params(
              source,
              missing.toArray(String[]::new),
              missing.toArray(String[]::new),
              missing.stream().map(FoldedText::name).toArray(String[]::new))
          .update();
      ids.putAll(before(source, missing));
    }
    return asStored.entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, entry -> ids.getOrDefault(entry.getValue(), 0L)));
  }

  private Map<String, Long> before(String source, Collection<String> names) {
    Map<String, Long> ids = new HashMap<>();
    jdbc.sql("select name, person_id from imported_person where source = ? and name = any (?)")
        .params(source, names.toArray(String[]::new))
        .query(
            row -> {
              ids.put(row.getString("name"), row.getLong("person_id"));
            });
    return ids;
  }
}
