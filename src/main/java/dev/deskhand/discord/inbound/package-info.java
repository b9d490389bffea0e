/** What people do on Discord, as utterances. */
@NullMarked
package dev.deskhand.discord.inbound;

import org.jspecify.annotations.NullMarked;
