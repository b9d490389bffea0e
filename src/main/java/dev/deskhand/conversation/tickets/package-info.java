/** Tickets of every kind, as far as they are the same to whoever talks about them. */
@NullMarked
package dev.deskhand.conversation.tickets;

import org.jspecify.annotations.NullMarked;
