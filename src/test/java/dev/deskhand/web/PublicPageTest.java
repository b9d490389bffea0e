package dev.deskhand.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.deskhand.record.RecordEntry;
import dev.deskhand.record.Subject;
import dev.deskhand.record.Values;
import dev.deskhand.record.Verb;
import dev.deskhand.record.Visibility;
import dev.deskhand.status.Outage;
import dev.deskhand.status.Outages;
import dev.deskhand.status.Services;
import dev.deskhand.status.StatusPageDetail;
import dev.deskhand.testing.SettableClock;
import dev.deskhand.web.status.PublicStatusReport;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/** A status page that tells less, or is not there. */
@TestPropertySource(properties = "DESKHAND_STATUS_PAGE=off")
class PublicPageTest extends WebScene {

  @ParameterizedTest
  @ValueSource(strings = {"/status", "/api/v1/status"})
  void whereThePageIsOffThereIsNothing(String path) {
    for (String accept : List.of("text/html", "*/*", "application/json")) {
      HttpResponse<String> response =
          send(HttpRequest.newBuilder(at(path)).header("Accept", accept).build());
      assertThat(response.statusCode()).as(accept).isEqualTo(404);
      assertThat(response.body()).doesNotContain("Everything works", "overall");
    }
  }

  @Test
  void withNamesOnlyNothingIsToldOfWhatWasSaid() {
    String full = told(StatusPageDetail.FULL);
    assertThat(full).contains("VPN", "OUT-3", "nobody can connect", "a broken switch");
    assertThat(told(StatusPageDetail.NAMES))
        .contains("VPN", "OUT-3", "down", "identified")
        .doesNotContain("nobody can connect", "a broken switch");
  }

  private static String told(StatusPageDetail page) {
    SettableClock clock = new SettableClock();
    Outage outage =
        new Outage(
            3,
            "VPN",
            Outage.Severity.DOWN,
            Outage.Stage.IDENTIFIED,
            "nobody can connect",
            clock.instant(),
            null,
            null,
            null,
            1,
            "Amir",
            0);
    Services services = mock();
    Outages outages = mock();
    when(services.all())
        .thenReturn(
            List.of(
                new Services.Service(
                    "VPN",
                    Services.Kind.SUPPORTING,
                    Services.Criticality.HIGH,
                    null,
                    List.of(),
                    List.of(),
                    null,
                    true,
                    List.of(outage))));
    when(outages.updates(3))
        .thenReturn(
            List.of(
                RecordEntry.of(
                        Subject.ticket("OUT", 3),
                        Verb.UPDATE,
                        clock.instant(),
                        1L,
                        "Amir",
                        "web:triage",
                        "c")
                    .changing(Values.NONE, Values.of("stage", Outage.Stage.IDENTIFIED))
                    .saying("a broken switch", Visibility.PUBLIC)));
    return new PublicStatusReport(services, outages, clock, page)
        .lastKnown()
        .orElseThrow()
        .toString();
  }
}
