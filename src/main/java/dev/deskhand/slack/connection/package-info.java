/**
 * The connection to Slack: calling its Web API within its limits, Socket Mode, and how it stands.
 */
@NullMarked
package dev.deskhand.slack.connection;

import org.jspecify.annotations.NullMarked;
