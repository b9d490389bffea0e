/** Commands on services and their outages. */
@NullMarked
package dev.deskhand.conversation.commands.outages;

import org.jspecify.annotations.NullMarked;
