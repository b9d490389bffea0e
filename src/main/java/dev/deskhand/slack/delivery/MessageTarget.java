package dev.deskhand.slack.delivery;

import org.jspecify.annotations.Nullable;

/**
 * Where a message is posted.
 *
 * @param channel the channel, or the direct conversation
 * @param thread the message in whose thread it is, or null for the channel itself
 */
public record MessageTarget(String channel, @Nullable String thread) {}
