/** What the desk says by itself: posted once, edited in place. */
@NullMarked
package dev.deskhand.slack.delivery;

import org.jspecify.annotations.NullMarked;
