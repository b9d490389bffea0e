/** Who people are on Discord. */
@NullMarked
package dev.deskhand.discord.people;

import org.jspecify.annotations.NullMarked;
