/** Commands that most people give: help, reporting, lists, and looking at tickets. */
@NullMarked
package dev.deskhand.conversation.commands.desk;

import org.jspecify.annotations.NullMarked;
