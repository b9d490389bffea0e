#!/usr/bin/env bash
# HikariCP 7.0.2 (Apache-2.0), Java 25
#
# Expected: while somebody waits for a connection, the pool tries again and again to open one, and with a
#           short `connectionTimeout` more often, so that they are served as soon as the database is back.
# Seen:     the pause between two tries doubles from ten milliseconds up to five seconds, whatever is set:
#           a database that was away for 11 s is noticed when it has been back for more than 3 s, with a
#           `connectionTimeout` of 30 s as with one of 1 s.
# The desk: gives the pool a data source that itself tries ten times a second while the server cannot be
#           reached or recovers.
set -euo pipefail
JAVA=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
<dependencies>
<dependency><groupId>com.zaxxer</groupId><artifactId>HikariCP</artifactId><version>7.0.2</version></dependency>
<dependency><groupId>com.h2database</groupId><artifactId>h2</artifactId><version>2.3.232</version></dependency>
</dependencies></project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib >maven.log 2>&1 || { cat maven.log; exit 2; }
cat > Finding.java <<'JAVA'
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.logging.Logger;
import javax.sql.DataSource;

class Finding {

  /** A database that is away for a while. */
  static final class Away implements DataSource {
    long backAt;

    @Override
    public Connection getConnection() throws SQLException {
      if (System.nanoTime() < backAt) throw new SQLException("starting up", "57P03");
      return DriverManager.getConnection("jdbc:h2:mem:finding");
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
      return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
      return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
      return 0;
    }

    @Override
    public Logger getParentLogger() {
      return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
      throw new SQLException("not wrapped");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
      return false;
    }
  }

  public static void main(String[] args) throws Exception {
    for (int timeout : new int[] {30_000, 1_000}) {
      Away database = new Away();
      HikariConfig config = new HikariConfig();
      config.setDataSource(database);
      config.setConnectionTimeout(timeout);
      config.setInitializationFailTimeout(-1);
      config.setMaximumPoolSize(1);
      database.backAt = System.nanoTime() + Duration.ofSeconds(11).toNanos();
      try (HikariDataSource pool = new HikariDataSource(config)) {
        boolean served = false;
        while (!served) {
          try (Connection connection = pool.getConnection()) {
            served = true;
          } catch (SQLException timedOut) {
            // asked again at once
          }
        }
        double late = (System.nanoTime() - database.backAt) / 1e9;
        System.out.println(timeout + " ms: " + (late > 3 ? "more than three seconds" : late + " s") + " after it was back");
      }
    }
  }
}
JAVA
"$JAVA" -Dorg.slf4j.simpleLogger.defaultLogLevel=off -cp 'lib/*' Finding.java 2>err.log | tee seen || { cat err.log; exit 2; }
diff seen - <<'SEEN'
30000 ms: more than three seconds after it was back
1000 ms: more than three seconds after it was back
SEEN
