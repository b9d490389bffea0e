/** The queue of what is to be said, and its delivery. */
@NullMarked
package dev.deskhand.notifications.outbox;

import org.jspecify.annotations.NullMarked;
