package dev.deskhand.people;

import dev.deskhand.chat.MembershipStatus;
import dev.deskhand.chat.Sender;
import dev.deskhand.language.Role;
import dev.deskhand.people.roles.EffectiveRoles;
import dev.deskhand.people.roles.RoleChanges;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** People in PostgreSQL; {@link AccountRows} says why by SQL. */
@Service
class JdbcPeople implements People {

  private final JdbcClient jdbc;
  private final PeopleProperties properties;
  private final EffectiveRoles effective;
  private final JdbcAccounts accounts;
  private final RoleChanges roles;
  private final NameSearch search;
  private final ImportedPeople imports;

  JdbcPeople(
      JdbcClient jdbc,
      PeopleProperties properties,
      EffectiveRoles effective,
      JdbcAccounts accounts,
      RoleChanges roles) {
    this.jdbc = jdbc;
    this.properties = properties;
    this.effective = effective;
    this.accounts = accounts;
    this.roles = roles;
    this.search = new NameSearch(jdbc, effective);
    this.imports = new ImportedPeople(jdbc);
  }

  @Override
  @Transactional
  public Person recognise(Sender sender) {
    Person person = accounts.sent(sender);
    boolean becomesAdmin =
        properties.namesAdmin(sender.platform(), sender.userId())
            && !person.is(Role.ADMIN)
            && sender.standing() != MembershipStatus.GONE;
    return becomesAdmin ? roles.makeAdmin(person) : person;
  }

  @Override
  @Transactional(readOnly = true)
  public Found find(String platform, String named) {
    return search.find(platform, named);
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<Person> account(String platform, String userId) {
    return jdbc.sql(
            "select "
                + EffectiveRoles.COLUMNS
                + """
                 from identity i join person p on p.id = i.person_id
                where i.platform = ? and i.user_id = ?
                """)
        .params(platform, userId)
        .query((row, number) -> effective.person(row))
        .optional();
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<Person> byId(long personId) {
    return roles.footing(personId).map(EffectiveRoles.Footing::person);
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<Profile> profile(long personId) {
    return roles
        .footing(personId)
        .map(
            footing -> {
              Map<Role, List<String>> sources = new EnumMap<>(Role.class);
              footing.sources().forEach((role, from) -> sources.put(role, List.copyOf(from)));
              if (sources.containsKey(Role.ADMIN) && roles.isNamedByConfiguration(personId)) {
                sources.put(Role.ADMIN, List.of("by the configuration"));
              }
              return new Profile(footing.person(), sources, accountsOf(personId));
            });
  }

  private List<Profile.Account> accountsOf(long personId) {
    return jdbc.sql(
            """
            select platform, handle, email, zone, standing from identity where person_id = ?
            order by platform, user_id limit 50
            """)
        .param(personId)
        .query(
            (row, number) -> {
              String zone = row.getString("zone");
              return new Profile.Account(
                  row.getString("platform"),
                  row.getString("handle"),
                  row.getString("email"),
                  zone == null ? null : ZoneId.of(zone),
                  MembershipStatus.valueOf(row.getString("standing")));
            })
        .list();
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
            from identity where person_id = any (?) and standing <> 'GONE'
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
  public List<Identity> unmetAdmins() {
    return properties.accounts().stream()
        .filter(
            account ->
                jdbc.sql("select 1 from identity where platform = ? and user_id = ?")
                    .params(account.platform(), account.userId())
                    .query((row, number) -> row.getInt(1))
                    .optional()
                    .isEmpty())
        .toList();
  }

  @Override
  @Transactional(readOnly = true)
  public List<Person> having(Role role, int limit) {
    return jdbc.sql(
            "select "
                + EffectiveRoles.COLUMNS
                + """
                 from (
                  select person_id from person_role where role = :role
                  union
                  select person_id from identity
                  where groups <> '{}' and groups && cast(:groups as text[]) and standing <> 'GONE'
                ) h join person p on p.id = h.person_id
                order by lower(p.name), p.id limit :limit
                """)
        .param("role", role.name())
        .param("groups", effective.groupsWith(role))
        .param("limit", limit)
        .query((row, number) -> effective.person(row))
        .list();
  }

  @Override
  @Transactional
  public RoleOutcome changeRoles(long personId, Set<Role> add, Set<Role> remove, Actor by) {
    return roles.change(personId, add, remove, by);
  }

  @Override
  @Transactional
  public Map<String, Long> imported(String source, Set<String> names) {
    return imports.of(source, names);
  }

  private static Identity identity(ResultSet row) throws SQLException {
    return new Identity(
        row.getString("platform"), row.getString("user_id"), row.getString("handle"));
  }
}
