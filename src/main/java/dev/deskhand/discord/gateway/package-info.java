/**
 * The session with Discord that one copy of the desk holds, and where what it sends goes. It knows
 * all the others; none of them knows it.
 */
@NullMarked
package dev.deskhand.discord.gateway;

import org.jspecify.annotations.NullMarked;
