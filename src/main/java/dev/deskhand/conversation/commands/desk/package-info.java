/** Commands of everyone. */
@NullMarked
package dev.deskhand.conversation.commands.desk;

import org.jspecify.annotations.NullMarked;
