package dev.deskhand.notifications;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.PlatformId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the desk speaks by itself.
 *
 * @param triageChannels channels of agents, as {@code platform:channel}
 * @param statusChannels channels where outages are told
 * @param deliver whether this process delivers; off for one that only imports
 * @param atOncePerPlatform deliveries to one platform at the same time
 * @param pollEvery how often due work is looked for that another copy left; what this process
 *     writes is delivered at once, and what it has wait to the moment
 * @param sweepEvery how often messages are looked for that a crash left without a task
 * @param firstRetry how long to wait after the first failure; doubled after each further one
 * @param longestRetry the longest wait that the desk chooses by itself after what a message caused
 * @param longestPlatformRetry the same after what the platform caused, which may be well any moment
 * @param heartbeat how often a copy of the desk shows that it is still at what it does; after four
 *     in vain another one takes over
 * @param unconnected how long messages to a platform that is not connected wait before they are set
 *     aside
 * @param keep how long delivered messages are kept
 * @param alarm how old the oldest waiting message may be before the desk's health says so
 * @param homes how home screens are kept up to date
 */
@Validated
@ConfigurationProperties("deskhand.notifications")
public record NotificationsProperties(
    @DefaultValue List<String> triageChannels,
    @DefaultValue List<String> statusChannels,
    @DefaultValue("true") boolean deliver,
    @DefaultValue("16") @Min(1) @Max(200) int atOncePerPlatform,
    @DefaultValue("2s") Duration pollEvery,
    @DefaultValue("10s") Duration sweepEvery,
    @DefaultValue("1s") Duration firstRetry,
    @DefaultValue("5m") Duration longestRetry,
    @DefaultValue("30s") Duration longestPlatformRetry,
    @DefaultValue("3s") Duration heartbeat,
    @DefaultValue("1h") Duration unconnected,
    @DefaultValue("30d") Duration keep,
    @DefaultValue("15m") Duration alarm,
    @DefaultValue @Valid Homes homes) {

  /**
   * How home screens are kept up to date.
   *
   * @param openFor how long after somebody opened theirs it follows what happens
   * @param delay how long more changes are waited for before it is shown anew
   */
  public record Homes(@DefaultValue("8h") Duration openFor, @DefaultValue("1s") Duration delay) {}

  private static final Pattern CHANNEL = Pattern.compile("[a-z][a-z0-9-]*:\\S+");

  public NotificationsProperties {
    triageChannels = named(triageChannels);
    statusChannels = named(statusChannels);
    channels(triageChannels, "DESKHAND_TRIAGE_CHANNELS");
    channels(statusChannels, "DESKHAND_STATUS_CHANNELS");
  }

  List<Address.Channel> channels(Channels.Purpose purpose) {
    return switch (purpose) {
      case TRIAGE -> channels(triageChannels, "DESKHAND_TRIAGE_CHANNELS");
      case STATUS -> channels(statusChannels, "DESKHAND_STATUS_CHANNELS");
    };
  }

  private static List<String> named(List<String> channels) {
    return channels.stream().map(String::strip).filter(name -> !name.isEmpty()).toList();
  }

  private static List<Address.Channel> channels(List<String> names, String setting) {
    return names.stream()
        .map(
            name -> {
              if (!CHANNEL.matcher(name).matches()) {
                throw new IllegalArgumentException(
                    "%s holds \"%s\"; a channel is written like slack:C0123 or discord:4567"
                        .formatted(setting, name));
              }
              PlatformId named = PlatformId.read(name).orElseThrow();
              return new Address.Channel(named.platform(), named.id());
            })
        .toList();
  }
}
