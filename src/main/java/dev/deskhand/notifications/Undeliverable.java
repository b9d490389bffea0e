package dev.deskhand.notifications;

import dev.deskhand.chat.Address;

/**
 * A message was set aside. Published in the transaction that does so.
 *
 * @param to where it was to go
 * @param reason the platform's
 */
record Undeliverable(Address to, String reason, String correlationId) {}
