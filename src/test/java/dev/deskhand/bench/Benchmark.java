package dev.deskhand.bench;

import dev.deskhand.bench.desk.Jar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures the desk as users run it, beside an earlier one if its jar is named, in turns on one
 * machine, and prints tables. Figures never fail it: a scene that cannot be measured says why, and
 * the others follow. {@link Settings} has the properties.
 */
public final class Benchmark {

  private static final List<Scene> SCENES =
      List.of(
          new StartScene(),
          new ReportsScene(),
          new DeliveryScene(),
          new DiscordScene(),
          new CommandsScene(),
          new ImportScene(),
          new LargeScene(),
          new IdleScene());

  private Benchmark() {}

  public static void main(String[] args) throws Exception {
    Settings settings = Settings.ofProperties();
    List<Scene> wanted = SCENES.stream().filter(settings::wants).toList();
    refuseUnknown(settings);
    Path jar = Path.of("target", "deskhand.jar");
    if (!Files.exists(jar)) {
      throw new IOException(jar + " is not there; build it first: mvn -Pbench verify");
    }
    Path folder = Files.createTempDirectory("deskhand-bench");
    List<String> tables = new ArrayList<>(List.of(machine(settings)));
    System.out.println(tables.getFirst());
    Ground ground = ground(settings, jar, folder);
    boolean all = true;
    for (Scene scene : wanted) {
      Optional<Table> table = measured(scene, ground.of(scene));
      all &= table.isPresent();
      tables.add(table.map(Table::text).orElse("%n%s: not measured".formatted(scene.name())));
      System.out.println(tables.getLast());
    }
    if (all) {
      delete(folder);
    } else {
      System.out.println("What the desks logged is in " + folder);
    }
    System.out.println();
    tables.forEach(System.out::println);
  }

  private static void refuseUnknown(Settings settings) {
    Set<String> known = SCENES.stream().map(Scene::name).collect(Collectors.toSet());
    for (String name : settings.only()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "deskhand.bench.only names %s; there are %s".formatted(name, known));
      }
    }
  }

  private static Ground ground(Settings settings, Path jar, Path folder)
      throws IOException, InterruptedException {
    Path jars = folder.resolve("jars");
    Jar here = new Jar("built here", jar).copiedTo(jars.resolve("here")).prepared();
    List<Jar> beside = new ArrayList<>();
    if (settings.partner().isPresent()) {
      Path partner = settings.partner().get();
      String name = String.valueOf(partner.getFileName()).replaceAll("\\.jar$", "");
      beside.add(new Jar(name, partner).copiedTo(jars.resolve("beside")));
    }
    return new Ground(settings, here, beside, folder);
  }

  private static Optional<Table> measured(Scene scene, Ground ground) throws IOException {
    try {
      Table table = scene.measured(ground);
      delete(ground.folder());
      return Optional.of(table);
    } catch (Exception e) {
      e.printStackTrace(System.out);
      return Optional.empty();
    }
  }

  private static String machine(Settings settings) {
    return "%n%s, %d processors%s, %.0f GB, %s %s, Java %s; medians of %d rounds%n"
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            Runtime.getRuntime().availableProcessors(),
            about("/proc/cpuinfo", "model name").map(" (%s)"::formatted).orElse(""),
            about("/proc/meminfo", "MemTotal")
                .map(text -> Double.parseDouble(text.replaceAll("\\D", "")) / 1024 / 1024)
                .orElse(Double.NaN),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            Runtime.version(),
            settings.rounds());
  }

  private static Optional<String> about(String file, String name) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT)))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip());
    } catch (IOException notLinux) {
      return Optional.empty();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
