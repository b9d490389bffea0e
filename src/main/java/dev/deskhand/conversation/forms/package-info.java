/** Forms with what only the desk's data knows, and what can be chosen in them. */
@NullMarked
package dev.deskhand.conversation.forms;

import org.jspecify.annotations.NullMarked;
