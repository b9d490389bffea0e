/** Replies as blocks, and plain text in Slack's way of writing. */
@NullMarked
package dev.deskhand.slack.rendering;

import org.jspecify.annotations.NullMarked;
