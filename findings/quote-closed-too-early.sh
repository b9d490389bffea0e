#!/usr/bin/env bash
# FastCSV 4.4.0 (de.siegmar:fastcsv, MIT), Java 25
#
# Expected: as spreadsheets do, text behind a closing quote belongs to the field, or the failure says
#           that this is what is wrong with the row.
# Seen:     by default text behind a closing quote is refused, and the message names the place; with
#           `allowExtraCharsAfterClosingQuote` it is taken, and of the quotes that were meant as text the
#           first is gone and the second is kept.
# The desk: such a row is not taken, and the reason is said in words of its own.
set -euo pipefail
JAVA=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
<dependencies><dependency><groupId>de.siegmar</groupId><artifactId>fastcsv</artifactId>
<version>4.4.0</version></dependency></dependencies></project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib >maven.log 2>&1 || { cat maven.log; exit 2; }
cat > Finding.java <<'JAVA'
import de.siegmar.fastcsv.reader.*;

class Finding {
  public static void main(String[] args) {
    String row = "1,\"he said \"hello\" twice\",x\n2,plain,y\n";
    for (boolean allowed : new boolean[] {false, true}) {
      try {
        CsvReader.builder().allowExtraCharsAfterClosingQuote(allowed).ofCsvRecord(row)
            .forEach(record -> System.out.println(allowed + " " + record.getFields()));
      } catch (RuntimeException e) {
        Throwable root = e;
        while (root.getCause() != null) root = root.getCause();
        System.out.println(allowed + " " + root.getMessage());
      }
    }
  }
}
JAVA
"$JAVA" -cp 'lib/*' Finding.java 2>err.log | tee seen || { cat err.log; exit 2; }
diff seen - <<'SEEN'
false Unexpected character after closing quote: 'h' (0x68) (record starting at line 1)
true [1, he said hello" twice, x]
true [2, plain, y]
SEEN
