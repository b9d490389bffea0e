package dev.deskhand;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** What {@code .env.example} offers is there, and each line is explained where it stands. */
class EnvExampleTest {

  private static final Path EXAMPLE = Path.of(".env.example");
  private static final Pattern VARIABLE = Pattern.compile("#?([A-Z][A-Z0-9_]+)=.*");

  @Test
  void everyVariableHasItsOwnCommentDirectlyAbove() throws IOException {
    List<String> lines = Files.readAllLines(EXAMPLE);
    for (int i = 0; i < lines.size(); i++) {
      if (VARIABLE.matcher(lines.get(i)).matches()) {
        assertThat(lines.get(i - 1))
            .as("above %s", lines.get(i))
            .startsWith("# ")
            .doesNotStartWith("# ---");
      }
    }
  }

  @Test
  void everyVariableIsReadBySomething() throws IOException, ClassNotFoundException {
    Set<String> read = new HashSet<>();
    Matcher placeholder =
        Pattern.compile("\\$\\{([A-Z0-9_]+)")
            .matcher(Files.readString(Path.of("src/main/resources/application.yaml")));
    while (placeholder.find()) {
      read.add(bare(placeholder.group(1)));
    }
    read.addAll(ours());
    read.addAll(springs());

    for (String line : Files.readAllLines(EXAMPLE)) {
      Matcher variable = VARIABLE.matcher(line);
      if (variable.matches()) {
        assertThat(read).contains(bare(variable.group(1)));
      }
    }
  }

  @Test
  void asItStandsEveryLineIsUnderstoodAlsoWithoutItsCommentSign() throws IOException {
    String all =
        VARIABLE
            .matcher(Files.readString(EXAMPLE))
            .replaceAll(
                line ->
                    line.group().replaceFirst("^#", "").replace("\\", "\\\\").replace("$", "\\$"));

    assertThat(EnvLines.of(all.getBytes(StandardCharsets.UTF_8)).unclear()).isEmpty();
  }

  private static Set<String> ours() throws ClassNotFoundException {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    Set<String> names = new HashSet<>();
    for (var candidate : scanner.findCandidateComponents("dev.deskhand")) {
      Class<?> type = Class.forName(candidate.getBeanClassName());
      ConfigurationProperties properties = type.getAnnotation(ConfigurationProperties.class);
      add(properties.value() + properties.prefix(), type, names);
    }
    return names;
  }

  private static void add(String prefix, Class<?> type, Set<String> names) {
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        String name = prefix + "." + component.getName();
        names.add(bare(name));
        add(name, component.getType(), names);
      }
    }
  }

  private static Set<String> springs() throws IOException {
    Set<String> names = new HashSet<>();
    Pattern name = Pattern.compile("\"name\": ?\"([a-z0-9.-]+)\"");
    for (URL metadata :
        Collections.list(
            EnvExampleTest.class
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json"))) {
      try (InputStream in = metadata.openStream()) {
        Matcher matcher = name.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        while (matcher.find()) {
          names.add(bare(matcher.group(1)));
        }
      }
    }
    return names;
  }

  private static String bare(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT);
  }
}
