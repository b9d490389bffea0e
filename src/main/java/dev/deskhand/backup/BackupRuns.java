package dev.deskhand.backup;

import dev.deskhand.text.Text;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What became of the nightly backups, whichever copy of the desk made them. */
@Repository
class BackupRuns {

  private final JdbcClient jdbc;

  BackupRuns(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * How it stands.
   *
   * @param lastSuccess when the last one that is whole was ready; null if there is none
   * @param failure why the latest one failed; null if it did not
   */
  record Standing(@Nullable Instant lastSuccess, @Nullable String failure) {}

  void succeeded(Instant begun, Instant ended, Path file, long bytes) {
    insert(begun, ended, file, bytes, null);
  }

  void failed(Instant begun, Instant ended, Path file, String why) {
    insert(begun, ended, file, null, Text.storable(why));
  }

  private void insert(
      Instant begun, Instant ended, Path file, @Nullable Long bytes, @Nullable String failure) {
    jdbc.sql(
            """
            insert into nightly_backup (begun_at, ended_at, file, bytes, failure)
            values (?, ?, ?, ?, ?)
            """)
        .param(begun.atOffset(ZoneOffset.UTC))
        .param(ended.atOffset(ZoneOffset.UTC))
        .param(file.toString())
        .param(bytes)
        .param(failure)
        .update();
  }

  Standing standing() {
    return jdbc.sql(
            """
            select
              (select max(ended_at) from nightly_backup where failure is null) as success,
              (select failure from nightly_backup order by id desc limit 1) as failure
            """)
        .query(
            (row, number) -> {
              Timestamp success = row.getTimestamp("success");
              return new Standing(
                  success == null ? null : success.toInstant(), row.getString("failure"));
            })
        .single();
  }
}
