/** Commands that answer with figures. */
@NullMarked
package dev.deskhand.conversation.commands.figures;

import org.jspecify.annotations.NullMarked;
