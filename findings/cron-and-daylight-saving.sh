#!/usr/bin/env bash
# db-scheduler 16.12.0 (com.github.kagkarlsson:db-scheduler, Apache-2.0), Java 25
#
# Expected: the two ways to say "every day at 02:30 in Berlin" mean the same days.
# Seen:     `Schedules.cron` passes over the night in which 02:30 does not exist, and comes twice in
#           the night in which it exists twice; `Schedules.daily` comes once in each.
# The desk: whatever has to happen once a night is a daily schedule.
set -euo pipefail
JAVA=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
<dependencies><dependency><groupId>com.github.kagkarlsson</groupId><artifactId>db-scheduler</artifactId>
<version>16.12.0</version></dependency><dependency><groupId>com.cronutils</groupId>
<artifactId>cron-utils</artifactId><version>9.2.1</version></dependency></dependencies></project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib >maven.log 2>&1 || { cat maven.log; exit 2; }
cat > Finding.java <<'JAVA'
import com.github.kagkarlsson.scheduler.task.*;
import com.github.kagkarlsson.scheduler.task.schedule.*;
import java.time.*;
import java.util.*;

class Finding {
  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  static List<String> times(Schedule schedule, String from, int count) {
    List<String> times = new ArrayList<>();
    Instant at = LocalDateTime.parse(from).atZone(BERLIN).toInstant();
    for (int i = 0; i < count; i++) {
      at = schedule.getNextExecutionTime(
          // done some seconds after it was due
          ExecutionComplete.simulatedSuccess(at.plusSeconds(5)));
      times.add(at.atZone(BERLIN).toOffsetDateTime().toString());
    }
    return times;
  }

  public static void main(String[] args) {
    Schedule cron = Schedules.cron("0 30 2 * * *", BERLIN);
    Schedule daily = Schedules.daily(BERLIN, LocalTime.of(2, 30));
    for (String from : List.of("2027-03-27T12:00", "2027-10-30T12:00")) {
      System.out.println("cron  " + times(cron, from, 2));
      System.out.println("daily " + times(daily, from, 2));
    }
  }
}
JAVA
"$JAVA" -cp 'lib/*' Finding.java 2>err.log | tee seen || { cat err.log; exit 2; }
diff seen - <<'SEEN'
cron  [2027-03-29T02:30+02:00, 2027-03-30T02:30+02:00]
daily [2027-03-28T03:30+02:00, 2027-03-29T02:30+02:00]
cron  [2027-10-31T02:30+02:00, 2027-10-31T02:30+01:00]
daily [2027-10-31T02:30+02:00, 2027-11-01T02:30+01:00]
SEEN
