/** Private threads for people who take no direct messages. */
@NullMarked
package dev.deskhand.discord.privatethreads;

import org.jspecify.annotations.NullMarked;
