package dev.deskhand.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class DemoModeTest {

  private final MockEnvironment settings = new MockEnvironment();

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.53", "::1", "localhost"})
  void isOnWhereOnlyThisMachineIsListenedToAndNoPlatformIsConfigured(String address) {
    settings.withProperty("server.address", address).withProperty("SLACK_BOT_TOKEN", "");

    assertThat(DemoMode.of(settings).on()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7", ""})
  void isOffWhereOthersCanReachTheServer(String address) {
    settings.withProperty("server.address", address);

    assertThat(DemoMode.of(settings))
        .isEqualTo(new DemoMode(false, "the server listens to other machines too"));
  }

  @Test
  void isOffWhereNoAddressIsSetSinceThatMeansAll() {
    assertThat(DemoMode.of(settings).on()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SLACK_BOT_TOKEN",
        "deskhand.slack.bot-token",
        "DISCORD_TOKEN",
        "deskhand.discord.token"
      })
  void isOffWithAPlatformAndDoesNotGiveItsTokenAway(String name) {
    settings.withProperty("server.address", "127.0.0.1").withProperty(name, "s3cret");

    assertThat(DemoMode.of(settings).on()).isFalse();
    assertThat(DemoMode.of(settings).toString()).doesNotContain("s3cret");
  }
}
