/** What is said in the threads of tickets. */
@NullMarked
package dev.deskhand.conversation.threads;

import org.jspecify.annotations.NullMarked;
