/** What the others know of the connection to Discord, and what it needs. */
@NullMarked
package dev.deskhand.discord.connection;

import org.jspecify.annotations.NullMarked;
