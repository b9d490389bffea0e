package dev.deskhand.people;

/**
 * An account of a person on a platform.
 *
 * @param platform the platform's name, such as {@code slack}
 * @param userId the platform's own id of the person
 * @param handle what they are called there
 */
public record Identity(String platform, String userId, String handle) {}
