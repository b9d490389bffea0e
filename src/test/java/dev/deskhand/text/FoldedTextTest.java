package dev.deskhand.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Küchen-Tablet | KÜCHEN-TABLET",
        "Küchen-Tablet | Küchen‑Tablet",
        "Küchen-Tablet | Kü\u00ADchen-Ta\u200Bblet",
        "Büro  Drucker | Büro\u00A0drucker",
        "Straße | STRASSE",
        "Straße | STRAẞE",
        "L'agence | L’agence",
        "ＶＰＮ | vpn",
        "ﬁle | FILE",
        "İzmir | izmir",
        "ΟΔΟΣ | οδος",
        "프린터 | 프린터",
      })
  void namesThatLookTheSameAreTheSame(String one, String other) {
    assertThat(FoldedText.name(one)).isEqualTo(FoldedText.name(other));
    assertThat(FoldedText.name(Normalizer.normalize(one, Normalizer.Form.NFD)))
        .isEqualTo(FoldedText.name(other));
  }

  @ParameterizedTest
  @CsvSource({"Küche, Kuche", "Café, Cafe", "VPN 1, VPN 2"})
  void othersAreOthers(String one, String other) {
    assertThat(FoldedText.name(one)).isNotEqualTo(FoldedText.name(other));
  }
}
