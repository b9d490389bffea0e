package dev.deskhand.discord.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MentionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "assign INC-1 <@123>~ assign INC-1 @123",
        "<@!123> hello~ @123 hello",
        "broken <:printer:9007> and <a:fire_:9008>~ broken :printer: and :fire_:",
        "say </desk report:42> first~ say /desk report first",
        "since <t:1772355600> or <t:1772355600:R>~ since 2026-03-01 09:00 UTC or 2026-03-01 09:00 UTC",
        "<t:99999999999999999999> a <b> c <:x> <#> <@> </a>~"
            + " <t:99999999999999999999> a <b> c <:x> <#> <@> </a>",
        "in direct messages <#5> and <@&6> have no names~"
            + " in direct messages <#5> and <@&6> have no names"
      })
  void whatDiscordSendsAsANumberIsReadAsItIsShown(String written, String plain) {
    assertThat(Mentions.written(written, null, null)).isEqualTo(plain);
  }
}
