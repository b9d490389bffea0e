/** Who people are on Slack. */
@NullMarked
package dev.deskhand.slack.people;

import org.jspecify.annotations.NullMarked;
