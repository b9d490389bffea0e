package dev.deskhand.people;

import dev.deskhand.chat.Sender;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.MDC;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** People in PostgreSQL. */
@Service
class JdbcPeople implements People {

  private static final String ROLES =
      "array(select role from person_role r where r.person_id = p.id) as roles";

  private final JdbcClient jdbc;
  private final PeopleProperties properties;
  private final DeskRecord record;
  private final Clock clock;
  private final NameSearch search;

  JdbcPeople(JdbcClient jdbc, PeopleProperties properties, DeskRecord record, Clock clock) {
    this.jdbc = jdbc;
    this.properties = properties;
    this.record = record;
    this.clock = clock;
    this.search = new NameSearch(jdbc);
  }

  @Override
  @Transactional
  public Person recognise(Sender sender) {
    String name = Names.safe(sender.name(), sender.userId());
    boolean admin = properties.namesAdmin(sender.platform(), sender.userId());
    Known known = known(sender).orElseGet(() -> meet(sender, name));
    Person person = known.person();
    if (!known.handle().equals(name)) {
      person = rename(sender, known, name);
    }
    return admin && !person.is(Role.ADMIN) ? makeAdmin(person) : person;
  }

  @Override
  @Transactional(readOnly = true)
  public Found find(String platform, String named) {
    return search.find(platform, named);
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<Person> byId(long personId) {
    return jdbc.sql("select p.id, p.name, " + ROLES + " from person p where p.id = ?")
        .param(personId)
        .query(JdbcPeople::person)
        .optional();
  }

  @Override
  @Transactional(readOnly = true)
  public List<Identity> identities(long personId) {
    return jdbc.sql(
            """
            select platform, user_id, handle from identity where person_id = ?
            order by platform, user_id limit 50
            """)
        .param(personId)
        .query((row, number) -> identity(row))
        .list();
  }

  @Override
  public Optional<Identity> reach(long personId, String preferredPlatform) {
    return Optional.ofNullable(reachAll(Set.of(personId), preferredPlatform).get(personId));
  }

  @Override
  @Transactional(readOnly = true)
  public Map<Long, Identity> reachAll(Collection<Long> personIds, String preferredPlatform) {
    if (personIds.isEmpty()) {
      return Map.of();
    }
    Map<Long, Identity> reached = new HashMap<>();
    jdbc.sql(
            """
            select distinct on (person_id) person_id, platform, user_id, handle
            from identity where person_id = any (?)
            order by person_id, platform <> ?, met_at desc, platform, user_id
            """)
        .param(personIds.toArray(Long[]::new))
        .param(preferredPlatform)
        .query(
            row -> {
              reached.put(row.getLong("person_id"), identity(row));
            });
    return reached;
  }

  @Override
  @Transactional(readOnly = true)
  public List<Person> having(Role role, int limit) {
    return jdbc.sql(
            "select p.id, p.name, "
                + ROLES
                + " from person p join person_role h on h.person_id = p.id and h.role = ?"
                + " order by lower(p.name), p.id limit ?")
        .params(role.name(), limit)
        .query(JdbcPeople::person)
        .list();
  }

  @Override
  @Transactional
  public RoleOutcome changeRoles(long personId, Set<Role> add, Set<Role> remove, Actor by) {
    // held until the end, so that two admins cannot depose each other at once; everybody takes the
    // first two in one order, and two are enough to know whether one would be left
    List<Long> admins =
        jdbc.sql(
                """
                select person_id from person_role where role = 'ADMIN'
                order by person_id limit 2 for update
                """)
            .query((row, number) -> row.getLong(1))
            .list();
    Optional<Person> found = byId(personId);
    if (found.isEmpty()) {
      return new RoleOutcome.Refused("There is no such person any more.");
    }
    Person person = found.get();
    Set<Role> after = EnumSet.noneOf(Role.class);
    after.addAll(person.roles());
    after.addAll(add);
    after.removeAll(remove);
    if (person.is(Role.ADMIN) && !after.contains(Role.ADMIN)) {
      if (identities(personId).stream()
          .anyMatch(known -> properties.namesAdmin(known.platform(), known.userId()))) {
        return new RoleOutcome.Refused(
            "%s is an admin by the configuration (DESKHAND_ADMINS) and stays one until that changes."
                .formatted(person.name()));
      }
      if (admins.size() <= 1) {
        return new RoleOutcome.Refused(
            "%s is the last admin. Make somebody else an admin first.".formatted(person.name()));
      }
    }
    if (after.equals(person.roles())) {
      return new RoleOutcome.Changed(person);
    }
    Person changed = new Person(person.id(), person.name(), after);
    jdbc.sql("delete from person_role where person_id = ? and role <> all (?)")
        .params(personId, names(after))
        .update();
    giveRoles(personId, after);
    jdbc.sql(
            """
            insert into role_change
              (at, person_id, before, after, actor_id, actor_name, place, correlation_id)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            by.at().atOffset(ZoneOffset.UTC),
            personId,
            names(person.roles()),
            names(after),
            by.personId(),
            by.name(),
            by.place(),
            by.correlationId())
        .update();
    record.record(by, "role " + person.name(), words(person.roles()), words(after));
    return new RoleOutcome.Changed(changed);
  }

  @Override
  @Transactional
  public Map<String, Long> imported(String source, Set<String> names) {
    Map<String, String> asStored =
        names.stream()
            .collect(Collectors.toMap(Function.identity(), name -> Names.safe(name, "unknown")));
    Map<String, Long> ids = importedBefore(source, asStored.values());
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
              insert into person (id, name) overriding system value
              select person_id, name from met
              """)
          .params(source, missing.toArray(String[]::new))
          .update();
      ids.putAll(importedBefore(source, missing));
    }
    return asStored.entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, entry -> ids.getOrDefault(entry.getValue(), 0L)));
  }

  private Map<String, Long> importedBefore(String source, Collection<String> names) {
    Map<String, Long> ids = new HashMap<>();
    jdbc.sql("select name, person_id from imported_person where source = ? and name = any (?)")
        .params(source, names.toArray(String[]::new))
        .query(
            row -> {
              ids.put(row.getString("name"), row.getLong("person_id"));
            });
    return ids;
  }

  private Optional<Known> known(Sender sender) {
    return jdbc.sql(
            "select p.id, p.name, i.handle, "
                + ROLES
                + " from identity i join person p on p.id = i.person_id"
                + " where i.platform = ? and i.user_id = ?")
        .params(sender.platform(), sender.userId())
        .query((row, number) -> new Known(person(row, number), row.getString("handle")))
        .optional();
  }

  /** Whoever comes second finds the person whom the first has made. */
  private Known meet(Sender sender, String name) {
    jdbc.sql(
            """
            with met as (
              insert into identity (platform, user_id, handle, person_id)
              values (?, ?, ?, nextval(pg_get_serial_sequence('person', 'id')))
              on conflict (platform, user_id) do nothing
              returning person_id
            ), newcomer as (
              insert into person (id, name) overriding system value
              select person_id, ? from met
              returning id
            )
            insert into person_role (person_id, role) select id, 'EMPLOYEE' from newcomer
            """)
        .params(sender.platform(), sender.userId(), name, name)
        .update();
    return known(sender)
        .orElseThrow(() -> new IllegalStateException("Nobody was made for " + sender.platform()));
  }

  /** A person is called as they call themselves on the account from which their name came. */
  private Person rename(Sender sender, Known known, String name) {
    jdbc.sql("update identity set handle = ? where platform = ? and user_id = ?")
        .params(name, sender.platform(), sender.userId())
        .update();
    Person person = known.person();
    if (!person.name().equals(known.handle())) {
      return person;
    }
    jdbc.sql("update person set name = ? where id = ?").params(name, person.id()).update();
    return new Person(person.id(), name, person.roles());
  }

  private Person makeAdmin(Person person) {
    Set<Role> roles = EnumSet.of(Role.ADMIN);
    roles.addAll(person.roles());
    giveRoles(person.id(), roles);
    String correlationId = MDC.get("correlationId");
    record.record(
        new Actor(
            person.id(),
            "the configuration",
            "DESKHAND_ADMINS",
            correlationId == null ? "" : correlationId,
            clock.instant()),
        "role " + person.name(),
        words(person.roles()),
        words(roles));
    return new Person(person.id(), person.name(), roles);
  }

  private void giveRoles(long personId, Set<Role> roles) {
    jdbc.sql(
            """
            insert into person_role (person_id, role) select ?, unnest(?::text[])
            on conflict do nothing
            """)
        .params(personId, names(roles))
        .update();
  }

  static Person person(ResultSet row, int number) throws SQLException {
    return new Person(row.getLong("id"), row.getString("name"), roles(row.getArray("roles")));
  }

  private static Identity identity(ResultSet row) throws SQLException {
    return new Identity(
        row.getString("platform"), row.getString("user_id"), row.getString("handle"));
  }

  private static Set<Role> roles(Array roles) throws SQLException {
    return Arrays.stream((String[]) roles.getArray())
        .map(Role::valueOf)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String words(Set<Role> roles) {
    return String.join(", ", names(roles)).toLowerCase(Locale.ROOT);
  }

  private static String[] names(Set<Role> roles) {
    return roles.stream().sorted().map(Role::name).toArray(String[]::new);
  }

  private record Known(Person person, String handle) {}
}
