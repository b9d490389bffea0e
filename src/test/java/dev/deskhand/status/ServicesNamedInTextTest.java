package dev.deskhand.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.status.Services.Criticality;
import dev.deskhand.status.Services.Kind;
import dev.deskhand.status.Services.Service;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of which services a text speaks. */
class ServicesNamedInTextTest {

  private static final Service WIFI =
      new Service(
          "Wi-Fi",
          Kind.SUPPORTING,
          Criticality.LOW,
          null,
          List.of("WLAN 2", "Straße"),
          List.of(),
          null,
          true,
          List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wi-fi",
        "The WI‑FI.",
        "(Wi-Fi)",
        "no wi-fier, no Wi-Fi",
        "the wlan  2 is slow",
        "STRASSE 4",
        "é Wi-Fi",
        "𝒲𝒾-ℱ𝒾"
      })
  void aNameOrAnAliasStandsAsWholeWords(String text) {
    assertThat(Services.namedIn(List.of(WIFI), text)).containsExactly(WIFI);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "wi-fier",
        "hi-wi-fi2",
        "éWi-Fi",
        "Wi-Fi²",
        "wlan 23",
        "Wi-FiⅣ",
        "𐐷wi-fi",
        "wi fi"
      })
  void asAPartOfAWordItIsNone(String text) {
    assertThat(Services.namedIn(List.of(WIFI), text)).isEmpty();
  }
}
