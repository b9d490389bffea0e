package dev.deskhand.bench;

import dev.deskhand.slack.standin.SlackStandIn;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How many reports a second the desk takes from Slack, beside the floor that its database sets: the
 * server as users run it ({@code java -jar}), a stand-in for Slack's Web API that takes the triage
 * cards, and the same inserts by bare JDBC, in one run on one database.
 */
public final class ReportBenchmark {

  private static final int WARM_UP = 2_000;
  private static final int TIMES = 3_000;
  private static final List<Integer> CONNECTIONS = List.of(1, 32);

  private ReportBenchmark() {}

  public static void main(String[] args) throws Exception {
    Path jar = Path.of("target", "deskhand.jar");
    if (!Files.exists(jar)) {
      throw new IOException(jar + " is not there; build it first: mvn -Pbench verify");
    }
    Path folder = Files.createTempDirectory("deskhand-bench");
    try (SlackStandIn slack = SlackStandIn.start()) {
      String triage = slack.channel("C0TRIAGE", "triage").id();
      int port = freePort();
      Process server = start(jar, folder, slack, triage, port);
      try {
        awaitReady(server, port);
        measure(folder, slack, triage, port);
      } finally {
        server.destroy();
        server.waitFor(30, TimeUnit.SECONDS);
        server.destroyForcibly();
      }
    } finally {
      delete(folder);
    }
  }

  private static void measure(Path folder, SlackStandIn slack, String triage, int port)
      throws Exception {
    URI events = URI.create("http://127.0.0.1:" + port + "/slack/events");
    Load.Lines reports =
        () ->
            new SignedReports(
                events,
                SlackStandIn.TEAM,
                triage,
                SlackStandIn.SIGNING_SECRET,
                slack.apiUrl() + "unused");
    String url =
        "jdbc:postgresql://127.0.0.1:"
            + Files.readString(folder.resolve("data/postgresql.port")).strip()
            + "/deskhand";
    String password = Files.readString(folder.resolve("data/postgresql.password")).strip();
    Load.Lines inserts = () -> new BareInserts(url, "deskhand", password);

    Load.run("warm-up", 8, WARM_UP, reports);
    Load.run("warm-up", 8, WARM_UP, inserts);
    System.out.printf(
        Locale.ROOT,
        "%n%s, %d processors, Java %s%n",
        Instant.now(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.version());
    for (int connections : CONNECTIONS) {
      Load.Outcome floor = Load.run("floor: the same inserts", connections, TIMES, inserts);
      Load.Outcome desk = Load.run("/desk report", connections, TIMES, reports);
      System.out.println(floor.row());
      System.out.println(desk.row());
      System.out.printf(
          Locale.ROOT,
          "%-28s %3d connections: %8.3f of the floor's rate, p50 %.1f times, p99 %.1f times%n%n",
          "ratio",
          connections,
          desk.perSecond() / floor.perSecond(),
          (double) desk.p50().toNanos() / floor.p50().toNanos(),
          (double) desk.p99().toNanos() / floor.p99().toNanos());
    }
  }

  private static Process start(Path jar, Path folder, SlackStandIn slack, String triage, int port)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar.toAbsolutePath().toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("desk.log").toFile());
    var environment = builder.environment();
    environment.put("SERVER_PORT", Integer.toString(port));
    environment.put("SLACK_BOT_TOKEN", SlackStandIn.BOT_TOKEN);
    environment.put("SLACK_SIGNING_SECRET", SlackStandIn.SIGNING_SECRET);
    environment.put("SLACK_API_URL", slack.apiUrl());
    environment.put("DESKHAND_TRIAGE_CHANNELS", "slack:" + triage);
    return builder.start();
  }

  private static void awaitReady(Process server, int port) throws Exception {
    HttpRequest health =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
            .build();
    Instant end = Instant.now().plus(Duration.ofMinutes(2));
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (Instant.now().isBefore(end)) {
        if (server.waitFor(200, TimeUnit.MILLISECONDS)) {
          throw new IOException("the desk ended with " + server.exitValue());
        }
        try {
          if (client.send(health, BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException notYet) {
          // it is still starting
        }
      }
    }
    throw new IOException("the desk was not ready within two minutes");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
