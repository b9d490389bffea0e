/** What people do on Slack, as utterances. */
@NullMarked
package dev.deskhand.slack.inbound;

import org.jspecify.annotations.NullMarked;
