/** How the figures of incidents are counted, so that a report costs as little on a large desk. */
@NullMarked
package dev.deskhand.tickets.figures;

import org.jspecify.annotations.NullMarked;
