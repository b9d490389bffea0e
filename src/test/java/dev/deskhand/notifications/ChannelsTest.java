package dev.deskhand.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.chat.Address;
import dev.deskhand.notifications.Channels.Purpose;
import dev.deskhand.people.DemoMode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;

class ChannelsTest {

  private static final Address.Channel CONFIGURED = new Address.Channel("slack", "C1");
  private static final Address.Channel OTHER = new Address.Channel("discord", "4567");

  private final Desk desk = new Desk();
  private final ConcurrentMapCacheManager caches =
      new ConcurrentMapCacheManager(JdbcChannels.CACHE);

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void theConfigurationNamesThem() {
    Channels channels = channels("slack:C1, discord:4567", false);

    assertThat(channels.of(Purpose.TRIAGE)).containsExactly(CONFIGURED, OTHER);
    assertThat(channels.of(Purpose.STATUS)).isEmpty();
  }

  @Test
  void inDemoModeTheBrowserHasThem() {
    assertThat(channels("", true).of(Purpose.TRIAGE))
        .containsExactly(new Address.Channel("web", "triage"));
    assertThat(channels("", true).of(Purpose.STATUS))
        .containsExactly(new Address.Channel("web", "status"));
    assertThat(channels("slack:C1", true).of(Purpose.TRIAGE)).containsExactly(CONFIGURED);
    assertThat(channels("", false).of(Purpose.TRIAGE)).isEmpty();
  }

  @Test
  void whatIsAddedAndRemovedInChatStaysSo() {
    Channels channels = channels("slack:C1", false);

    assertThat(channels.add(Purpose.TRIAGE, OTHER, Desk.ADMIN)).isTrue();
    assertThat(channels.add(Purpose.TRIAGE, OTHER, Desk.ADMIN)).isFalse();
    assertThat(channels.remove(Purpose.TRIAGE, CONFIGURED, Desk.ADMIN)).isTrue();
    assertThat(channels.remove(Purpose.TRIAGE, CONFIGURED, Desk.ADMIN)).isFalse();
    assertThat(channels("slack:C1", false).of(Purpose.TRIAGE)).containsExactly(OTHER);
    assertThat(channels.add(Purpose.TRIAGE, CONFIGURED, Desk.ADMIN)).isTrue();
    assertThat(channels("slack:C1", false).of(Purpose.TRIAGE))
        .containsExactlyInAnyOrder(CONFIGURED, OTHER);
    assertThat(desk.changes())
        .containsExactly(
            "channel add triage discord:4567: no posts → posts",
            "channel remove triage slack:C1: posts → no posts",
            "channel add triage slack:C1: no posts → posts");
  }

  @Test
  void whatWasReadIsForgottenWhenAChangeIsCommittedAndNotBefore() {
    Channels channels = channels("slack:C1", false);
    Cache read = Objects.requireNonNull(caches.getCache(JdbcChannels.CACHE));
    read.put(Purpose.TRIAGE, List.of(CONFIGURED));

    desk.transaction.executeWithoutResult(
        status -> {
          assertThat(channels.add(Purpose.TRIAGE, OTHER, Desk.ADMIN)).isTrue();
          assertThat(read.get(Purpose.TRIAGE)).isNotNull();
        });

    assertThat(read.get(Purpose.TRIAGE)).isNull();
  }

  @Test
  void whatWasReadStaysWhereAChangeIsTakenBack() {
    Channels channels = channels("slack:C1", false);
    Cache read = Objects.requireNonNull(caches.getCache(JdbcChannels.CACHE));
    read.put(Purpose.TRIAGE, List.of(CONFIGURED));

    desk.transaction.executeWithoutResult(
        status -> {
          assertThat(channels.remove(Purpose.TRIAGE, CONFIGURED, Desk.ADMIN)).isTrue();
          status.setRollbackOnly();
        });

    assertThat(read.get(Purpose.TRIAGE)).isNotNull();
    assertThat(channels.of(Purpose.TRIAGE)).containsExactly(CONFIGURED);
  }

  @Test
  void aChannelThatIsNotWrittenAsOneIsRefusedAtStart() {
    assertThatThrownBy(() -> channels("general", false))
        .hasMessageContaining("DESKHAND_TRIAGE_CHANNELS holds \"general\"");
  }

  private Channels channels(String triage, boolean demo) {
    NotificationsProperties properties =
        new NotificationsProperties(
            List.of(triage.split(",", -1)),
            List.of(),
            true,
            16,
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(3),
            Duration.ofHours(1),
            Duration.ofDays(30),
            Duration.ofMinutes(15),
            new NotificationsProperties.Homes(Duration.ofHours(8), Duration.ofSeconds(2)));
    return new JdbcChannels(
        desk.jdbc, caches, properties, new DemoMode(demo, "it is a test"), desk.record);
  }
}
