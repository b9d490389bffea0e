package dev.deskhand.status.services;

import dev.deskhand.status.Outage;
import dev.deskhand.status.OutageReader;
import dev.deskhand.status.Services;
import dev.deskhand.status.Services.NewService;
import dev.deskhand.status.Services.Service;
import dev.deskhand.status.Services.Subscriber;
import dev.deskhand.text.Text;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The services and who follows them, in the database: by SQL, since a service is known by its name,
 * which may change, and two copies that take over a file at once are told apart by one statement.
 */
@Repository
class ServiceStore {

  private static final int MOST_SUBSCRIBERS = 10_000;

  /** A service has at most one open outage, so there is one row for each. */
  private static final String SERVICE =
      """
      select s.name as service_name, s.kind, s.criticality, s.team, s.aliases, s.level, s.listed,
        array(select d.depends_on from service_dependency d
              where d.service = s.name order by lower(d.depends_on)) as depends_on, \
      """
          + OutageReader.COLUMNS
          + """
             from service s
            left join outage o on o.service = s.name and o.resolved_at is null
            """;

  private final JdbcClient jdbc;

  ServiceStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Service> all() {
    return jdbc.sql(
            SERVICE
                + """
                where s.listed or o.id is not null
                order by lower(s.name)
                limit :most
                """)
        .param("most", ServiceRules.MOST_SERVICES)
        .query(ServiceStore::service)
        .list();
  }

  /** The service that has a name, or had it, or has it as an alias. */
  Optional<Service> known(String named) {
    return jdbc.sql(
            SERVICE
                + """
                left join service_reference r
                  on r.service = s.name and lower(r.reference) = lower(:named)
                where lower(s.name) = lower(:named) or r.id is not null
                  or exists (select from unnest(s.aliases) a where lower(a) = lower(:named))
                order by lower(s.name) = lower(:named) desc, s.listed desc, r.id is not null desc
                limit 1
                """)
        .param("named", Text.storable(named.strip()))
        .query(ServiceStore::service)
        .optional();
  }

  void upsert(ServiceDefinition service) {
    jdbc.sql(
            """
            insert into service (name, kind, criticality, team, aliases, level, origin, listed)
            values (:name, :kind, :criticality, :team, :aliases, :level, 'FILE', true)
            on conflict ((lower(name))) do update set
              name = excluded.name, kind = excluded.kind, criticality = excluded.criticality,
              team = excluded.team, aliases = excluded.aliases, level = excluded.level,
              origin = 'FILE', listed = true
            where (service.name, service.kind, service.criticality, service.team, service.aliases,
                   service.level, service.origin, service.listed)
              is distinct from (excluded.name, excluded.kind, excluded.criticality, excluded.team,
                   excluded.aliases, excluded.level, 'FILE', true)
            """)
        .param("name", service.name())
        .param("kind", service.kind().name())
        .param("criticality", service.criticality().name())
        .param("team", service.team())
        .param("aliases", service.aliases().toArray(String[]::new))
        .param("level", service.level())
        .update();
  }

  void dependencies(String service, List<String> dependsOn) {
    String[] names = dependsOn.toArray(String[]::new);
    jdbc.sql(
            """
            delete from service_dependency
            where service = :service and not (depends_on = any(:names))
            """)
        .param("service", service)
        .param("names", names)
        .update();
    jdbc.sql(
            """
            insert into service_dependency (service, depends_on)
            select :service, name from unnest(:names) as name
            on conflict do nothing
            """)
        .param("service", service)
        .param("names", names)
        .update();
  }

  /** Takes all services of files off the list but these. */
  List<String> unlistAllBut(List<String> names) {
    return jdbc.sql(
            """
            update service set listed = false
            where origin = 'FILE' and listed and not (name = any(:names))
            returning name
            """)
        .param("names", names.toArray(String[]::new))
        .query((row, _) -> row.getString(1))
        .list();
  }

  /** Takes a service off the list; whether it came from a file. */
  boolean unlist(String service) {
    return jdbc.sql(
            "update service set listed = false where name = :service returning origin = 'FILE'")
        .param("service", service)
        .query(Boolean.class)
        .single();
  }

  boolean isFromFile(String service) {
    return jdbc.sql("select origin = 'FILE' from service where name = :service")
        .param("service", service)
        .query(Boolean.class)
        .single();
  }

  /** False if a listed service has the name. */
  boolean add(NewService service, List<String> dependsOn) {
    int added =
        jdbc.sql(
                """
                insert into service (name, kind, criticality, team, level, origin, listed)
                values (:name, :kind, :criticality, :team, :level, 'CHAT', true)
                on conflict ((lower(name))) do update set
                  name = excluded.name, kind = excluded.kind, criticality = excluded.criticality,
                  team = excluded.team, aliases = '{}', level = excluded.level,
                  origin = 'CHAT', listed = true
                where not service.listed
                """)
            .param("name", service.name())
            .param("kind", service.kind().name())
            .param("criticality", service.criticality().name())
            .param("team", service.team())
            .param("level", service.level())
            .update();
    if (added == 0) {
      return false;
    }
    dependencies(service.name(), dependsOn);
    return true;
  }

  /** Where they got the updates before, "" for nowhere; nothing if nothing changed. */
  Optional<String> subscribe(String service, long personId, String platform) {
    // what a statement returns by a query of its own is as it was before the statement
    return jdbc.sql(
            """
            insert into service_subscription (service, person_id, platform)
            select name, :person, :platform from service where lower(name) = lower(:service)
            on conflict (service, person_id) do update set platform = excluded.platform
            where service_subscription.platform <> excluded.platform
            returning coalesce((
              select was.platform from service_subscription was
              where was.service = service_subscription.service
                and was.person_id = service_subscription.person_id), '')
            """)
        .param("person", personId)
        .param("platform", platform)
        .param("service", service)
        .query((row, number) -> row.getString(1))
        .optional();
  }

  /** Where they got the updates; nothing if nowhere. */
  Optional<String> unsubscribe(String service, long personId) {
    return jdbc.sql(
            """
            delete from service_subscription where person_id = :person
              and service = (select name from service where lower(name) = lower(:service))
            returning platform
            """)
        .param("person", personId)
        .param("service", service)
        .query((row, number) -> row.getString(1))
        .optional();
  }

  List<Subscriber> subscribers(String service) {
    return jdbc.sql(
            """
            select person_id, platform from service_subscription
            where service = (select name from service where lower(name) = lower(:service))
            order by person_id limit :most
            """)
        .param("service", service)
        .param("most", MOST_SUBSCRIBERS)
        .query((row, number) -> new Subscriber(row.getLong(1), row.getString(2)))
        .list();
  }

  private static Service service(ResultSet row, int number) throws SQLException {
    List<Outage> open = new ArrayList<>();
    if (row.getObject("id") != null) {
      open.add(OutageReader.outage(row, number));
    }
    return new Service(
        row.getString("service_name"),
        Services.Kind.valueOf(row.getString("kind")),
        Services.Criticality.valueOf(row.getString("criticality")),
        row.getString("team"),
        texts(row, "aliases"),
        texts(row, "depends_on"),
        row.getBigDecimal("level"),
        row.getBoolean("listed"),
        open);
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }
}
