/**
 * The connection to Discord: the session that one copy of the desk holds, what it needs, and how it
 * stands.
 */
@NullMarked
package dev.deskhand.discord.connection;

import org.jspecify.annotations.NullMarked;
