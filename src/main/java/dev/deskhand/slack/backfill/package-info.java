/** What was written while the desk did not listen. */
@NullMarked
package dev.deskhand.slack.backfill;

import org.jspecify.annotations.NullMarked;
