/** What may be done to an incident, and what comes of it. */
@NullMarked
package dev.deskhand.tickets.rules;

import org.jspecify.annotations.NullMarked;
