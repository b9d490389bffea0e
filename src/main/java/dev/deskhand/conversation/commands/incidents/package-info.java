/** Commands that work on incidents; some take requests, too. */
@NullMarked
package dev.deskhand.conversation.commands.incidents;

import org.jspecify.annotations.NullMarked;
