/** Deskhand: an IT service desk that lives in chat. */
@NullMarked
package dev.deskhand;

import org.jspecify.annotations.NullMarked;
