/** The commands as Discord shows and completes them. */
@NullMarked
package dev.deskhand.discord.commands;

import org.jspecify.annotations.NullMarked;
