/** Commands on service requests. */
@NullMarked
package dev.deskhand.conversation.commands.requests;

import org.jspecify.annotations.NullMarked;
