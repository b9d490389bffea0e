/** What was written while the desk did not listen. */
@NullMarked
package dev.deskhand.discord.backfill;

import org.jspecify.annotations.NullMarked;
