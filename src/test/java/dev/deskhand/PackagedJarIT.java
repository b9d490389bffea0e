package dev.deskhand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.language.CommandSpec;
import dev.deskhand.testing.DeskProcess;
import dev.deskhand.testing.DesksInProcesses;
import dev.deskhand.testing.Spoken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as {@code java -jar} runs it: where its classes come from, and how it ends. */
@DesksInProcesses
class PackagedJarIT {

  private static final Path BUILT = Path.of("target", "deskhand.jar");
  private static final List<String> PAGES =
      List.of(
          "/",
          "/chat",
          "/chat/employee/desk",
          "/chat/agent/triage",
          "/chat/agent/status",
          "/chat/manager/desk",
          "/chat/admin/desk",
          "/status",
          "/api/v1/status",
          "/slack/events",
          "/actuator",
          "/actuator/health",
          "/actuator/health/liveness",
          "/actuator/health/readiness",
          "/actuator/info",
          "/actuator/prometheus",
          "/assets/desk.css",
          "/nowhere");

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir Path folder;

  /** The jar in a folder of its own, so that what it unpacks beside it is seen. */
  private Path jar() throws IOException {
    Path jar = Files.createDirectories(folder.resolve("program")).resolve("deskhand.jar");
    return Files.exists(jar) ? jar : Files.copy(BUILT, jar);
  }

  @Test
  void onceItIsReadyNothingIsLoadedFromAJarWithinTheJarAndSigtermEndsAllOfIt() throws Exception {
    Files.writeString(folder.resolve(".env"), "SERVER_PORT=0\n");
    Path classes = folder.resolve("classes.log");
    try (DeskProcess desk =
        DeskProcess.startJar(
            jar(), folder, "desk.log", List.of("-Xlog:class+load:file=" + classes))) {
      int port = desk.port();
      int before = Files.readAllLines(classes).size();
      for (String page : PAGES) {
        get(port, page);
      }
      for (String person : List.of("employee", "agent", "manager", "admin")) {
        for (CommandSpec command : Spoken.REGISTRY.all()) {
          say(port, person, command.words());
        }
        assertThat(say(port, person, "report the printer is on fire")).contains("INC-");
      }
      List<String> since = Files.readAllLines(classes);
      assertThat(since.subList(before, since.size()))
          .as("what is loaded once it is ready")
          .anyMatch(line -> line.contains("deskhand-unpacked"))
          .noneMatch(line -> line.contains("jar:nested:"));
      assertThat(ProcessHandle.of(desk.pid()).orElseThrow().children())
          .as("the desk is the process that was started, and has none but the database")
          .allMatch(child -> child.info().command().orElse("").contains("postgres"));
      assertThat(desk.stop()).isEqualTo(143);
    }
    assertThat(folder.resolve("data/postgresql/postmaster.pid")).doesNotExist();
    assertThat(folder.resolve("desk.log"))
        .as("beside what the desk itself says, nothing of how it was started")
        .content()
        .doesNotContain("Exception", "AOT", "WARNING:");
  }

  @Test
  void aWhileAfterTheFirstStartLaterOnesAreMadeQuickAndNothingIsLeftOfIt() throws Exception {
    Files.writeString(folder.resolve(".env"), "SERVER_PORT=0\n");
    try (DeskProcess desk =
        DeskProcess.startJar(
            jar(), folder, "desk.log", List.of("-Ddeskhand.prepare-starts-after=0s"))) {
      desk.port();
      await()
          .atMost(Duration.ofMinutes(5))
          .until(() -> desk.output().stream().anyMatch(line -> line.contains("quick from now on")));
    }
    Path unpacked = folders("program/deskhand-unpacked").getFirst();
    assertThat(folders(folder.relativize(unpacked).toString())).isEmpty();
    assertThat(folder.resolve("desk.log")).content().doesNotContain("AOT", "WARNING:");

    Path classes = folder.resolve("classes.log");
    try (DeskProcess again =
        DeskProcess.startJar(
            jar(), folder, "again.log", List.of("-Xlog:class+load:file=" + classes))) {
      assertThat(say(again.port(), "employee", "my")).contains("no open incidents");
    }
    try (Stream<String> loaded = Files.lines(classes)) {
      assertThat(loaded.filter(line -> line.contains(" dev.deskhand.")))
          .as("where the desk's own classes come from")
          .anyMatch(line -> line.contains("shared objects file"));
    }
    assertThat(folder.resolve("again.log")).content().doesNotContain("AOT", "WARNING:");

    try (DeskProcess prepared =
        DeskProcess.startJar(jar(), folder, "cmd.log", List.of(), "prepare")) {
      assertThat(prepared.exitCode()).isZero();
      assertThat(prepared.output()).singleElement().asString().contains("quick from now on");
    }
  }

  @Test
  void twoThatStartAtOnceUnpackItOnceAndALaterJarTakesThePlaceOfAnEarlier() throws Exception {
    Path left = folder.resolve("program/deskhand-unpacked/0123456789ab");
    Files.createDirectories(left);
    try (DeskProcess one = version("one.log");
        DeskProcess other = version("other.log")) {
      assertThat(one.exitCode()).isZero();
      assertThat(other.exitCode()).isZero();
      assertThat(one.output()).singleElement().asString().startsWith("Deskhand ");
      assertThat(other.output()).isEqualTo(one.output());
    }
    Path unpacked = folders("program/deskhand-unpacked").getFirst();
    assertThat(folders("program/deskhand-unpacked")).hasSize(1).doesNotContain(left);

    // what somebody cut short is made whole again
    Files.write(unpacked.resolve("application.jar"), new byte[0]);
    try (DeskProcess again = version("again.log")) {
      assertThat(again.exitCode()).isZero();
    }
  }

  @Test
  void whereItCannotBeUnpackedBesideItselfItIsAmongTheTemporaryFilesOrOneLineSaysSo()
      throws Exception {
    Files.writeString(jar().resolveSibling("deskhand-unpacked"), "in the way");
    Path temporary = Files.createDirectories(folder.resolve("temporary"));
    try (DeskProcess desk = version("temporary.log", "-Djava.io.tmpdir=" + temporary)) {
      assertThat(desk.exitCode()).isZero();
    }
    assertThat(folders("temporary")).hasSize(1);

    Path none = Files.writeString(folder.resolve("none"), "in the way");
    try (DeskProcess desk = version("none.log", "-Djava.io.tmpdir=" + none)) {
      assertThat(desk.exitCode()).isEqualTo(1);
      assertThat(desk.output())
          .as("beside what the virtual machine says of its folder")
          .filteredOn(line -> !line.contains("java.io.tmpdir"))
          .singleElement()
          .asString()
          .contains("Deskhand cannot start: its program cannot be unpacked");
    }
  }

  @Test
  void aProcessThatIsNotToBeReplacedLoadsTheDeskItself() throws Exception {
    Path classes = folder.resolve("classes.log");
    try (DeskProcess desk =
        version(
            "stays.log", "-Ddeskhand.replace-process=false", "-Xlog:class+load:file=" + classes)) {
      assertThat(desk.exitCode()).isZero();
      assertThat(desk.output()).singleElement().asString().startsWith("Deskhand ");
    }
    assertThat(Files.readAllLines(classes))
        .as("the one that java -jar started, and nobody after it")
        .anyMatch(line -> line.contains("JarLauncher"))
        .anyMatch(line -> line.contains("DeskhandApplication") && line.contains("unpacked"));
  }

  private DeskProcess version(String log, String... options) throws IOException {
    return DeskProcess.startJar(jar(), folder, log, List.of(options), "--version");
  }

  private List<Path> folders(String of) throws IOException {
    try (Stream<Path> entries = Files.list(folder.resolve(of))) {
      return entries.filter(Files::isDirectory).toList();
    }
  }

  private void get(int port, String page) throws IOException, InterruptedException {
    client.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + page))
            .header("Accept", "text/html,*/*;q=0.8")
            .timeout(Duration.ofSeconds(20))
            .build(),
        BodyHandlers.discarding());
  }

  private String say(int port, String person, String words)
      throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/chat"))
                .header("Authorization", "Bearer demo-" + person)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"text\":\"" + words + "\"}"))
                .build(),
            BodyHandlers.ofString())
        .body();
  }
}
