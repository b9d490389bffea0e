/** Incidents that happened elsewhere, taken in change by change. */
@NullMarked
package dev.deskhand.tickets.replay;

import org.jspecify.annotations.NullMarked;
