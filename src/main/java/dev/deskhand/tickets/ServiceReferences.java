package dev.deskhand.tickets;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What incidents keep of their service: a reference, which is its name at the time. Services are
 * renamed, and a name may become another's; whose a reference is today, a table says, which has
 * none for services that only an imported log knows.
 */
@Repository
class ServiceReferences {

  /** The present name of an incident's service. */
  static final String NAME =
      """
      coalesce((select n.service from service_reference n where n.reference = %1$s), %1$s)
      """;

  private final JdbcClient jdbc;

  ServiceReferences(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What a new incident keeps of a service, by its present name. */
  String current(String service) {
    return all(service).getFirst();
  }

  /** Everything that incidents keep of a service, by its present name; the current one first. */
  List<String> all(String service) {
    List<String> references =
        jdbc.sql(
                """
                select reference from service_reference where service = :service
                order by lower(reference) = lower(service) desc, id desc
                """)
            .param("service", service)
            .query((row, _) -> row.getString(1))
            .list();
    return references.isEmpty() ? List.of(service) : references;
  }
}
