/** What each command does, and how it is answered. */
@NullMarked
package dev.deskhand.conversation.commands;

import org.jspecify.annotations.NullMarked;
