package dev.deskhand.bench.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * The floor: the rows that a report leaves behind, inserted in one transaction by plain JDBC, one
 * prepared statement after the other. What the desk takes longer, it takes for everything else:
 * HTTP, signatures, parsing, people, permission, look-alikes, rendering.
 */
public final class BareInserts implements Load.Line {

  private final Connection connection;
  private final PreparedStatement event;
  private final PreparedStatement incident;
  private final PreparedStatement history;
  private final PreparedStatement card;
  private final PreparedStatement message;
  private final long person;

  /**
   * @param connection its own from now on
   */
  public BareInserts(Connection connection) throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement();
        ResultSet anybody = statement.executeQuery("select min(id) from person")) {
      anybody.next();
      person = anybody.getLong(1);
    }
    event =
        connection.prepareStatement(
            "insert into inbound_event (platform, event_id, received_at, correlation_id)"
                + " values ('bench', ?, now(), 'bench')");
    incident =
        connection.prepareStatement(
            "insert into incident (title, description, state, impact, urgency, priority,"
                + " requester_id, reporter_id, origin, opened_at, changed_at)"
                + " values (?, ?, 'NEW', 'MEDIUM', 'HIGH', 'P2', ?, ?, 'bench', now(), now())"
                + " returning id");
    history =
        connection.prepareStatement(
            "with recorded as (insert into record_entry (subject_kind, subject_id, subject_name,"
                + " happened_at, recorded_at, actor_id, actor_name, place, verb, before, after,"
                + " visibility, correlation_id) values ('INC', ?, '', now(), now(), ?, 'bench',"
                + " 'bench', 'REPORT', '{}', '{\"state\": \"NEW\"}', 'PUBLIC', 'bench')"
                + " returning id) insert into record_words select id, ? from recorded");
    card =
        connection.prepareStatement(
            "insert into posted_card (subject, conversation, platform, address)"
                + " values (?, 'bench:C1', 'bench', '{}')");
    message =
        connection.prepareStatement(
            "insert into outbox (conversation, platform, address, kind, subject, payload, state,"
                + " done_at, created_at, correlation_id) values ('bench:C1', 'bench', '{}', 'CARD',"
                + " ?, ?::jsonb, 'DELIVERED', now(), now(), 'bench')");
    connection.commit();
  }

  @Override
  public void once(int number) throws SQLException {
    String text = "device " + UUID.randomUUID() + " does not start";
    event.setString(1, UUID.randomUUID().toString());
    event.executeUpdate();
    incident.setString(1, text);
    incident.setString(2, text);
    incident.setLong(3, person);
    incident.setLong(4, person);
    String key;
    long id;
    try (ResultSet made = incident.executeQuery()) {
      made.next();
      id = made.getLong(1);
      key = "INC-" + id;
    }
    history.setLong(1, id);
    history.setLong(2, person);
    history.setString(3, text);
    history.executeUpdate();
    card.setString(1, key);
    card.executeUpdate();
    message.setString(1, key);
    message.setString(2, "{\"title\": \"" + text + "\", \"body\": \"" + text.repeat(8) + "\"}");
    message.executeUpdate();
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
