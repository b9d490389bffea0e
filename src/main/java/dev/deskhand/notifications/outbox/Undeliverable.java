package dev.deskhand.notifications.outbox;

import dev.deskhand.chat.Address;
import org.jspecify.annotations.Nullable;

/**
 * A message was set aside. Published in the transaction that does so.
 *
 * @param to where it was to go
 * @param subject the ticket whose card it is or belongs to, or null
 * @param reason the platform's
 */
public record Undeliverable(
    Address to, @Nullable String subject, String reason, String correlationId) {}
