/** Replies as embeds and components, and plain text in Discord's way of writing. */
@NullMarked
package dev.deskhand.discord.rendering;

import org.jspecify.annotations.NullMarked;
