/** Commands on incidents. */
@NullMarked
package dev.deskhand.conversation.commands.incidents;

import org.jspecify.annotations.NullMarked;
