/** A forum as the agents' channel. */
@NullMarked
package dev.deskhand.discord.forums;

import org.jspecify.annotations.NullMarked;
