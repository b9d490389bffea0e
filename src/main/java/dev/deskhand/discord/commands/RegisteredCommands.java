package dev.deskhand.discord.commands;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the desk has registered with Discord, kept from start to start. */
public interface RegisteredCommands {

  /**
   * One registration.
   *
   * @param wanted the hash of what was sent
   * @param versions what Discord called the versions of what it took
   */
  record Registration(String wanted, String versions) {}

  /**
   * The last registration.
   *
   * @param application the id of the bot's application
   * @param guild the server in which the commands are; empty for all
   */
  Optional<Registration> last(String application, String guild);

  /** Remembers a registration in place of the one before. */
  void keep(String application, String guild, Registration registration);

  /** Where else there is a registration: the ids of servers, empty for all. */
  List<String> elsewhere(String application, String guild);

  void forget(String application, String guild);

  /** Kept in the database. */
  final class Stored implements RegisteredCommands {
    private final JdbcClient jdbc;

    public Stored(JdbcClient jdbc) {
      this.jdbc = jdbc;
    }

    @Override
    public Optional<Registration> last(String application, String guild) {
      return jdbc.sql(
              """
              SELECT wanted, versions FROM discord_registration
              WHERE application = ? AND guild = ?
              """)
          .params(application, guild)
          .query(
              (row, number) -> new Registration(row.getString("wanted"), row.getString("versions")))
          .optional();
    }

    @Override
    public void keep(String application, String guild, Registration registration) {
      jdbc.sql(
              """
              INSERT INTO discord_registration (application, guild, wanted, versions)
              VALUES (?, ?, ?, ?)
              ON CONFLICT (application, guild)
              DO UPDATE SET wanted = excluded.wanted, versions = excluded.versions
              """)
          .params(application, guild, registration.wanted(), registration.versions())
          .update();
    }

    @Override
    public List<String> elsewhere(String application, String guild) {
      return jdbc.sql("SELECT guild FROM discord_registration WHERE application = ? AND guild <> ?")
          .params(application, guild)
          .query((row, number) -> row.getString("guild"))
          .list();
    }

    @Override
    public void forget(String application, String guild) {
      jdbc.sql("DELETE FROM discord_registration WHERE application = ? AND guild = ?")
          .params(application, guild)
          .update();
    }
  }
}
