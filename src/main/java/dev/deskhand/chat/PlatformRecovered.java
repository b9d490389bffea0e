package dev.deskhand.chat;

/**
 * An adapter has seen that its platform can be used again after it could not be: what waits for the
 * platform is due. Published as an event of Spring's, as often as it happens.
 *
 * @param platform its {@link ChatPlatform#name() name}
 */
public record PlatformRecovered(String platform) {}
