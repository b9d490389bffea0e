/** Forms as modals, and what was entered into them. */
@NullMarked
package dev.deskhand.discord.forms;

import org.jspecify.annotations.NullMarked;
