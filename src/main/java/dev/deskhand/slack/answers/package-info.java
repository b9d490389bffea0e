/** Answers to people who wait for them. */
@NullMarked
package dev.deskhand.slack.answers;

import org.jspecify.annotations.NullMarked;
