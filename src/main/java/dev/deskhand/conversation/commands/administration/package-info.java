/** Commands of those who run the desk. */
@NullMarked
package dev.deskhand.conversation.commands.administration;

import org.jspecify.annotations.NullMarked;
