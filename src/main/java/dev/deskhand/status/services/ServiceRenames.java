package dev.deskhand.status.services;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The names that services have and had. What refers to a service follows its name by itself, but
 * for incidents: they keep a reference, which says here whose it is.
 */
@Repository
class ServiceRenames {

  private final JdbcClient jdbc;

  ServiceRenames(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A service with all that it was ever called, in lower case.
   *
   * @param had the names that it has had, with the present one
   */
  record Named(String name, boolean listedInChat, Set<String> aliases, Set<String> had) {

    boolean is(String other) {
      return lower(name).equals(lower(other));
    }

    /** Whether a file that calls a service so means this one. */
    boolean goesBackTo(String other) {
      return aliases.contains(lower(other)) || (!listedInChat && had.contains(lower(other)));
    }
  }

  /**
   * Every service there ever was, held until the transaction ends: nobody else renames meanwhile.
   */
  List<Named> holdAll() {
    jdbc.sql("lock table service in share row exclusive mode").update();
    return jdbc.sql(
            """
            select s.name, s.listed and s.origin = 'CHAT' as listed_in_chat, s.aliases,
              array(select r.reference from service_reference r where r.service = s.name) as had
            from service s order by s.listed desc, lower(s.name)
            """)
        .query(
            (row, number) ->
                new Named(
                    row.getString("name"),
                    row.getBoolean("listed_in_chat"),
                    lower((String[]) row.getArray("aliases").getArray()),
                    lower((String[]) row.getArray("had").getArray())))
        .list();
  }

  /** Gives a service another name, which no other has. */
  void rename(String service, String name) {
    jdbc.sql("update service set name = :name where name = :service")
        .param("name", name)
        .param("service", service)
        .update();
    refer(name);
  }

  /** Adds another name by which a service is found. */
  void alias(String service, String alias) {
    jdbc.sql(
            """
            update service set aliases = array_append(
              array(select a from unnest(aliases) a
                    where lower(a) not in (lower(:alias), lower(name))), :alias)
            where name = :service
            """)
        .param("alias", alias)
        .param("service", service)
        .update();
  }

  /** Takes the aliases that are names of the file's services from all other services. */
  void aliasesElsewhere(List<String> services, Set<String> taken) {
    jdbc.sql(
            """
            update service set aliases = array(
              select a from unnest(aliases) a where not (lower(a) = any(:taken)))
            where not (name = any(:services))
              and exists (select from unnest(aliases) a where lower(a) = any(:taken))
            """)
        .param("taken", taken.toArray(String[]::new))
        .param("services", services.toArray(String[]::new))
        .update();
  }

  /**
   * Sees to it that new incidents of a service refer to it by the name that it has; with a number
   * if the name was once another's.
   */
  void refer(String service) {
    jdbc.sql(
            """
            insert into service_reference (reference, service)
            select free.reference, :service
            from (
              select :service as reference, 1 as number
              union all
              select :service || ' (' || n || ')', n from generate_series(2, 10000) n) free
            where not exists (
                select from service_reference r where lower(r.reference) = lower(free.reference))
              and not exists (
                select from service_reference r
                where r.service = :service and lower(r.reference) = lower(:service))
            order by free.number limit 1
            """)
        .param("service", service)
        .update();
  }

  /**
   * Makes all that refers to one service refer to another, and drops it. False, with nothing
   * changed, if both have an open outage.
   */
  boolean absorb(String service, String into) {
    boolean bothOpen =
        jdbc.sql(
                """
                select count(*) = 2 from outage
                where resolved_at is null and service in (:service, :into)
                """)
            .param("service", service)
            .param("into", into)
            .query(Boolean.class)
            .single();
    if (bothOpen) {
      return false;
    }
    for (String statement :
        List.of(
            "update service_reference set service = :into where service = :service",
            "update outage set service = :into where service = :service",
            """
            insert into service_subscription (service, person_id, platform)
            select :into, person_id, platform from service_subscription where service = :service
            on conflict do nothing
            """,
            "delete from service_subscription where service = :service",
            """
            insert into service_dependency (service, depends_on)
            select service, :into from service_dependency
            where depends_on = :service and service <> :into
            on conflict do nothing
            """,
            "delete from service_dependency where :service in (service, depends_on)",
            "delete from service where name = :service")) {
      jdbc.sql(statement).param("service", service).param("into", into).update();
    }
    return true;
  }

  private static Set<String> lower(String[] names) {
    return Stream.of(names).map(ServiceRenames::lower).collect(Collectors.toUnmodifiableSet());
  }

  static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
