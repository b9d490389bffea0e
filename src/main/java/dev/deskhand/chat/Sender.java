package dev.deskhand.chat;

/**
 * A person as their platform names them.
 *
 * @param platform the {@link ChatPlatform#name() name} of the platform
 * @param userId the platform's own, unchanging id of the person
 * @param name what to call them; shown to others, never used to recognise anyone
 */
public record Sender(String platform, String userId, String name) {}
