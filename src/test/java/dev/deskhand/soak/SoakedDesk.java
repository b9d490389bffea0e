package dev.deskhand.soak;

import dev.deskhand.slack.standin.SlackStandIn;
import java.io.File;
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
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The desk as users run it, started again by its supervisor whenever it ends. */
final class SoakedDesk implements AutoCloseable {

  private static final Duration READY = Duration.ofMinutes(3);

  /** After which a supervisor that looks at the desk's health would start it again. */
  private static final Duration UNHEALTHY = Duration.ofSeconds(45);

  private final Path jar = Path.of("target", "deskhand.jar").toAbsolutePath();
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final Path folder;
  private final SlackStandIn slack;
  private final int port;
  private Process process;

  SoakedDesk(Path folder, SlackStandIn slack) throws IOException {
    if (!Files.exists(jar)) {
      throw new IOException(jar + " is not there; build it first: mvn -Psoak verify");
    }
    this.folder = folder;
    this.slack = slack;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    process = launch();
  }

  URI events() {
    return URI.create("http://127.0.0.1:" + port + "/slack/events");
  }

  void start() throws IOException, InterruptedException {
    awaitReady();
  }

  /** Ends it as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends it in order. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      kill();
    }
  }

  /** Waits until it is ready; starts it whenever it has ended, or is of no use for long. */
  void awaitReady() throws IOException, InterruptedException {
    Instant end = Instant.now().plus(READY);
    Instant unhealthy = Instant.now().plus(UNHEALTHY);
    while (Instant.now().isBefore(end)) {
      if (!process.isAlive()) {
        process = launch();
        unhealthy = Instant.now().plus(UNHEALTHY);
      }
      if (isReady()) {
        return;
      }
      if (Instant.now().isAfter(unhealthy)) {
        System.out.println("The desk does not get well by itself and is started again");
        stop();
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new IOException("the desk was not ready in time; it logged to " + folder);
  }

  private boolean isReady() throws InterruptedException {
    try {
      return client
              .send(
                  HttpRequest.newBuilder(
                          URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                      .timeout(Duration.ofSeconds(3))
                      .build(),
                  BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private Process launch() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(new File(folder.toFile(), "desk.log")));
    builder
        .environment()
        .putAll(
            Map.of(
                "SERVER_PORT",
                Integer.toString(port),
                "SLACK_BOT_TOKEN",
                SlackStandIn.BOT_TOKEN,
                "SLACK_SIGNING_SECRET",
                SlackStandIn.SIGNING_SECRET,
                "SLACK_API_URL",
                slack.apiUrl(),
                "SLACK_TIER_FACTOR",
                "10000",
                "SLACK_POSTS_PER_CHANNEL",
                "10000",
                "DESKHAND_TRIAGE_CHANNELS",
                "slack:" + Reporters.TRIAGE));
    return builder.start();
  }

  @Override
  public void close() throws InterruptedException {
    stop();
    client.close();
  }
}
