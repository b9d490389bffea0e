package dev.deskhand.web;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

import dev.deskhand.record.RecordEntry;
import dev.deskhand.record.Subject;
import dev.deskhand.record.Values;
import dev.deskhand.record.Verb;
import dev.deskhand.record.Visibility;
import dev.deskhand.status.Outage;
import dev.deskhand.status.Outage.Severity;
import dev.deskhand.status.Outage.Stage;
import dev.deskhand.status.Outages;
import dev.deskhand.status.Services;
import dev.deskhand.status.Services.Criticality;
import dev.deskhand.status.Services.Kind;
import dev.deskhand.status.Services.Service;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;

class StatusPageTest extends WebScene {

  private static final Instant THEN = Instant.parse("2026-03-02T08:00:00Z");

  @Autowired Services services;
  @Autowired Outages outages;

  @AfterEach
  void nothingIsKnownAgain() {
    Mockito.reset(services, outages);
  }

  @Test
  void itTellsHealthAndPublicUpdatesAndNothingElse() {
    anOutageOfTheVpn();

    HttpResponse<String> json = get("/api/v1/status");

    assertThat(json.headers().firstValue("Cache-Control")).hasValue("max-age=5, public");
    assertThatJson(json.body())
        .isEqualTo(
            """
            {
              "at": "2026-03-02T09:00:00Z",
              "overall": "down",
              "services": [
                {"name": "Mail <1>", "health": "up", "outages": []},
                {"name": "VPN", "health": "down", "outages": ["OUT-3"]}
              ],
              "outages": [{
                "key": "OUT-3",
                "service": "VPN",
                "severity": "down",
                "stage": "identified",
                "text": "nobody can <b>connect</b>",
                "startedAt": "2026-03-02T08:00:00Z",
                "updates": [
                  {"at": "2026-03-02T08:10:00Z", "stage": "identified", "text": "a broken switch"}
                ]
              }]
            }
            """);
  }

  @Test
  void thePageTellsTheSame() {
    anOutageOfTheVpn();

    String page = get("/status").body();

    assertThat(page)
        .contains("Something is down", "VPN is down", "a broken switch", "OUT-3", "Mail &lt;1&gt;")
        .contains("nobody can &lt;b&gt;connect&lt;/b&gt;", "2 Mar 2026, 08:00 UTC")
        .doesNotContain("Amir Secret", "INC-9", "Network team");
  }

  @Test
  void allIsWellWhereNothingIsOpen() {
    assertThat(get("/status").body()).contains("Everything works", "No services are known yet");
    assertThatJson(get("/api/v1/status").body()).node("overall").isEqualTo("up");
  }

  @Test
  void anUnknownAddressAndAMistakeHaveFriendlyPages() {
    assertThat(html("/nowhere").statusCode()).isEqualTo(404);
    assertThat(html("/nowhere").body()).contains("There is nothing here", "/status");
    when(services.all()).thenThrow(new IllegalStateException("a secret inside"));

    HttpResponse<String> mistake = html("/status");

    assertThat(mistake.statusCode()).isEqualTo(500);
    assertThat(mistake.body())
        .contains("The desk made a mistake")
        .containsPattern("<code>[0-9a-f-]{8,}</code>")
        .doesNotContain("secret", "Exception", "dev.deskhand");
  }

  private HttpResponse<String> html(String path) {
    return send(HttpRequest.newBuilder(at(path)).header("Accept", "text/html").build());
  }

  private void anOutageOfTheVpn() {
    Outage outage =
        new Outage(
            3,
            "VPN",
            Severity.DOWN,
            Stage.IDENTIFIED,
            "nobody can <b>connect</b>",
            THEN,
            null,
            null,
            null,
            1,
            "Amir Secret",
            2);
    when(services.all()).thenReturn(List.of(service("Mail <1>"), service("VPN", outage)));
    when(outages.updates(3))
        .thenReturn(List.of(entry(Verb.UPDATE, Stage.IDENTIFIED, "a broken switch", 600)));
  }

  private static Service service(String name, Outage... open) {
    return new Service(
        name,
        Kind.SUPPORTING,
        Criticality.HIGH,
        "Network team",
        List.of(),
        List.of(),
        null,
        true,
        List.of(open));
  }

  private static RecordEntry entry(Verb verb, Stage stage, String text, int seconds) {
    return RecordEntry.of(
            Subject.ticket("OUT", 3),
            verb,
            THEN.plusSeconds(seconds),
            1L,
            "Amir Secret",
            "web:triage",
            "c")
        .changing(Values.NONE, Values.of("stage", stage))
        .saying(text, Visibility.PUBLIC);
  }
}
