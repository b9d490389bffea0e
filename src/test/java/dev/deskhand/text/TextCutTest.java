package dev.deskhand.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextCutTest {

  private static final String SMILES = "\uD83D\uDE00".repeat(10);

  @Test
  void whatFitsStaysAsItIs() {
    assertThat(Text.cut(SMILES, 10)).isEqualTo(SMILES);
    assertThat(Text.cutUnits(SMILES, 20)).isEqualTo(SMILES);
    assertThat(Text.firstUnits(SMILES, 20)).isEqualTo(SMILES);
  }

  @Test
  void noCharacterIsPartedHoweverAPlatformCounts() {
    for (int most = 0; most < 20; most++) {
      String cut = Text.cutUnits(SMILES, most);
      String first = Text.firstUnits(SMILES, most);

      assertThat(cut).hasSizeLessThanOrEqualTo(most).isEqualTo(Text.storable(cut));
      assertThat(first).hasSizeBetween(Math.max(0, most - 1), most).isEqualTo(Text.storable(first));
    }
    assertThat(Text.cutUnits("one two", 5)).isEqualTo("one…");
    assertThat(Text.cut("one two", 5)).isEqualTo("one…");
  }
}
