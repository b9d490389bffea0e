#!/usr/bin/env bash
# Spring Boot 4.1.2, HikariCP 7.0.2 (both Apache-2.0), Java 25
#
# Expected: the variable SPRING_DATASOURCE_HIKARI_CONNECTION_TIMEOUT sets `connection-timeout`, as the
#           documentation of Spring Boot names the property.
# Seen:     it does, but an underscore may be a dot too: the binder also asks the pool for its property
#           `connection`, so it calls getConnection(), which opens the pool. Whatever sets something
#           of the pool afterwards fails, since it is sealed; with a database that is not there yet,
#           binding waits for it. Without the second underscore nothing is opened.
# The desk: tells the binder that no property of the pool is called `connection`.
set -euo pipefail
JAVA=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
<dependencies>
<dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot</artifactId><version>4.1.2</version></dependency>
<dependency><groupId>com.zaxxer</groupId><artifactId>HikariCP</artifactId><version>7.0.2</version></dependency>
<dependency><groupId>com.h2database</groupId><artifactId>h2</artifactId><version>2.3.232</version></dependency>
</dependencies></project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib >maven.log 2>&1 || { cat maven.log; exit 2; }
cat > Finding.java <<'JAVA'
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import org.springframework.boot.context.properties.bind.*;
import org.springframework.core.env.*;

class Finding {
  public static void main(String[] args) {
    for (String variable : new String[] {"CONNECTIONTIMEOUT", "CONNECTION_TIMEOUT"}) {
      StandardEnvironment environment = new StandardEnvironment();
      environment.getPropertySources().addFirst(new SystemEnvironmentPropertySource(
          "systemEnvironment", Map.of("SPRING_DATASOURCE_HIKARI_" + variable, "5000")));
      try (HikariDataSource pool = new HikariDataSource()) {
        pool.setJdbcUrl("jdbc:h2:mem:" + variable);
        String outcome = "bound";
        try {
          Binder.get(environment).bind("spring.datasource.hikari", Bindable.ofInstance(pool));
        } catch (BindException e) {
          Throwable root = e;
          while (root.getCause() != null) root = root.getCause();
          outcome = root.getMessage();
        }
        System.out.println(variable + ": " + outcome + "; timeout " + pool.getConnectionTimeout()
            + ", opened " + pool.isRunning());
        try {
          pool.setPoolName("mine");
        } catch (IllegalStateException e) {
          System.out.println("  " + e.getMessage());
        }
      }
    }
  }
}
JAVA
"$JAVA" -Dorg.slf4j.simpleLogger.defaultLogLevel=off -cp 'lib/*' Finding.java 2>err.log | tee seen || { cat err.log; exit 2; }
diff seen - <<'SEEN'
CONNECTIONTIMEOUT: bound; timeout 5000, opened false
CONNECTION_TIMEOUT: bound; timeout 5000, opened true
  The configuration of the pool is sealed once started. Use HikariConfigMXBean for runtime changes.
SEEN
