/** The desk on Slack: signed requests to the running desk, with a stand-in for Slack. */
@NullMarked
package dev.deskhand.slack;

import org.jspecify.annotations.NullMarked;
