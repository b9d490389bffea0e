package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.deskhand.slack.standin.SlackStandIn;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in {@code deploy/} does what the page on operation says. */
class DeployFilesTest extends SlackScene {

  private static final Path DEPLOY = Path.of("deploy");

  @TempDir private Path folder;

  @Test
  void everyMetricOfTheAlertRulesIsThereUnderThatName() throws Exception {
    rita.slash("/desk", "whoami", OFFICE);
    Pattern metric = Pattern.compile("\\b((?:deskhand|hikaricp|jvm|process)_[a-z0-9_]+)");
    Set<String> named = new TreeSet<>();
    for (String line : Files.readAllLines(DEPLOY.resolve("prometheus-rules.yaml"))) {
      if (line.strip().startsWith("expr:")) {
        metric
            .matcher(line)
            .results()
            .map(found -> found.group(1))
            // those of backups are there where backups are made
            .filter(name -> !name.startsWith("deskhand_backup"))
            .forEach(named::add);
      }
    }
    assertThat(named).hasSizeGreaterThan(4);
    assertThat(
            metrics()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]")[0])
                .collect(Collectors.toSet()))
        .containsAll(named);
  }

  @Test
  void theOutcomeThatTheRulesLookForIsThatOfACommandThatFailed() throws Exception {
    jdbc.sql("ALTER TABLE incident RENAME TO incident_away").update();
    try {
      rita.slash("/desk", "my", OFFICE);
    } finally {
      jdbc.sql("ALTER TABLE incident_away RENAME TO incident").update();
    }
    assertThat(Files.readString(DEPLOY.resolve("prometheus-rules.yaml")))
        .contains("deskhand_commands_seconds_count{outcome=\"failed\"}");
    assertThat(metrics().lines())
        .anyMatch(
            line ->
                line.startsWith("deskhand_commands_seconds_count")
                    && line.contains("outcome=\"failed\""));
  }

  @Test
  void prometheusTakesTheRules() throws Exception {
    assumeTrue(installed("promtool"), "promtool is not installed");
    run("promtool", "check", "rules", DEPLOY.resolve("prometheus-rules.yaml").toString());
  }

  @Test
  void behindTheRealNginxSlackAndTheStatusPageAreServedAndNothingElse() throws Exception {
    assumeTrue(installed("nginx") && installed("openssl"), "nginx or openssl is not installed");
    int https = freePort();
    Process nginx = nginx(https);
    try (HttpClient client = trusting(folder.resolve("desk.pem"))) {
      String desk = "https://127.0.0.1:" + https;
      await()
          .atMost(20, TimeUnit.SECONDS)
          .ignoreExceptions()
          .until(() -> get(client, desk + "/status").statusCode() == 200);
      assertThat(get(client, desk + "/api/v1/status").statusCode()).isEqualTo(200);
      for (String inside :
          List.of(
              "/",
              "/actuator/health",
              "/actuator/prometheus",
              "/api/v1/chat",
              "/chat/admin/desk",
              "/slack/events/x")) {
        assertThat(get(client, desk + inside).statusCode()).as(inside).isEqualTo(404);
      }
      String events = desk + "/slack/events";
      assertThat(post(client, events, "command=%2Fdesk", false).statusCode()).isEqualTo(401);
      assertThat(post(client, events, "x".repeat(1_100_000), true).statusCode()).isEqualTo(413);
      String report =
          Stream.of(
                  "command=%2Fdesk&text=report+the+proxy+is+slow",
                  "team_id=" + SlackStandIn.TEAM,
                  "user_id=" + rita.id(),
                  "channel_id=" + OFFICE,
                  "trigger_id=1.2.3&response_url=https%3A%2F%2F127.0.0.1%2Fx")
              .collect(Collectors.joining("&"));
      assertThat(post(client, events, report, true).body()).contains("INC-1");
    } finally {
      nginx.destroy();
      nginx.waitFor();
    }
  }

  private Process nginx(int https) throws Exception {
    Path key = folder.resolve("desk.key");
    Path certificate = folder.resolve("desk.pem");
    run(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=desk",
        "-addext",
        "subjectAltName=IP:127.0.0.1",
        "-keyout",
        key.toString(),
        "-out",
        certificate.toString());
    String ours =
        Files.readString(DEPLOY.resolve("nginx.conf"))
            .replace("127.0.0.1:8080", "127.0.0.1:" + port)
            .replace("listen 443 ssl", "listen 127.0.0.1:%d ssl".formatted(https))
            .replace("/etc/ssl/desk.example.com.pem", certificate.toString())
            .replace("/etc/ssl/desk.example.com.key", key.toString());
    boolean root = "root".equals(System.getProperty("user.name"));
    Path whole = folder.resolve("nginx.conf");
    Files.writeString(
        whole,
        """
        daemon off;
        %3$s
        pid %1$s/nginx.pid;
        events {}
        http {
        access_log off;
        client_body_temp_path %1$s/body;
        proxy_temp_path %1$s/proxy;
        fastcgi_temp_path %1$s/fastcgi;
        uwsgi_temp_path %1$s/uwsgi;
        scgi_temp_path %1$s/scgi;
        %2$s
        }
        """
            .formatted(folder, ours, root ? "user root;" : ""));
    return new ProcessBuilder(
            "nginx", "-e", folder.resolve("error.log").toString(), "-c", whole.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("nginx.log").toFile())
        .start();
  }

  private String metrics() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return get(client, "http://127.0.0.1:%d/actuator/prometheus".formatted(port)).body();
    }
  }

  private static HttpResponse<String> get(HttpClient client, String address) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(HttpClient client, String address, String body, boolean signed)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body));
    if (signed) {
      String timestamp = Long.toString(clock.instant().getEpochSecond());
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(
              SlackStandIn.SIGNING_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signature =
          mac.doFinal("v0:%s:%s".formatted(timestamp, body).getBytes(StandardCharsets.UTF_8));
      request
          .header("X-Slack-Request-Timestamp", timestamp)
          .header("X-Slack-Signature", "v0=" + HexFormat.of().formatHex(signature));
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpClient trusting(Path certificate) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream pem = Files.newInputStream(certificate)) {
      trusted.setCertificateEntry(
          "desk", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(tls).build();
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static boolean installed(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
