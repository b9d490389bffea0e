#!/usr/bin/env bash
# Spring Boot 4.1.2 with SnakeYAML 2.6 (both Apache-2.0), Java 25
#
# Expected: YAML that Boot's YamlPropertySourceLoader reads and its Binder binds to records of texts
#           arrives as it is written, and NoUnboundElementsBindHandler refuses every key that nobody
#           knows, as its name says.
# Seen:     the loader makes values of YAML 1.1 of what is written without quotes, and the binder
#           makes texts of these: `Yes` is `true`, `010` is `8`, `12:30` is `750`. The binder compares
#           keys by their letters a to z and digits alone: `naüme` beside `name` is neither refused
#           nor read, nor is `Name`; in a list, a mapping where a list is expected is lost in silence;
#           keys of a map lose their umlauts and blanks.
# The desk: hands SnakeYAML's nodes to the binder as they are written, and compares the keys itself.
set -euo pipefail
JAVA=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
<dependencies>
<dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot</artifactId><version>4.1.2</version></dependency>
<dependency><groupId>org.yaml</groupId><artifactId>snakeyaml</artifactId><version>2.6</version></dependency>
</dependencies></project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib >maven.log 2>&1 || { cat maven.log; exit 2; }
cat > Finding.java <<'JAVA'
import java.nio.charset.StandardCharsets;
import java.util.*;
import org.springframework.boot.context.properties.bind.*;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ByteArrayResource;

class Finding {
  record File(List<Item> items) {}
  record Item(String name, List<String> choices, Map<String, String> labels) {}

  public static void main(String[] args) throws Exception {
    for (String yaml : List.of(
        "{name: 010, choices: [Yes, No, '12', 12:30, 1.50, 08]}",
        "{name: A, naüme: B, Name: C}",
        "{name: A, choices: {a: b}}",
        "{name: A, choices: 'b, c'}",
        "{name: A, labels: {Groß Wort: 1, üb: 2}}")) {
      var source = new YamlPropertySourceLoader()
          .load("file", new ByteArrayResource(("items: [" + yaml + "]").getBytes(StandardCharsets.UTF_8))).getFirst();
      File file = new Binder(ConfigurationPropertySource.from(source))
          .bind("", Bindable.of(File.class), new NoUnboundElementsBindHandler(BindHandler.DEFAULT)).get();
      System.out.println(file.items().getFirst());
    }
  }
}
JAVA
"$JAVA" -Dstdout.encoding=UTF-8 -cp 'lib/*' Finding.java 2>err.log | tee seen || { cat err.log; exit 2; }
diff seen - <<'SEEN'
Item[name=8, choices=[true, false, 12, 750, 1.5, 08], labels=null]
Item[name=A, choices=null, labels=null]
Item[name=A, choices=null, labels=null]
Item[name=A, choices=[b, c], labels=null]
Item[name=A, choices=null, labels={GroWort=1, b=2}]
SEEN
