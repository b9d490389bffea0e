/** Forms as modals, and what was entered into them. */
@NullMarked
package dev.deskhand.slack.forms;

import org.jspecify.annotations.NullMarked;
