/** What the answers to every command have in common: sentences, pages, and how a time is said. */
@NullMarked
package dev.deskhand.conversation.replies;

import org.jspecify.annotations.NullMarked;
