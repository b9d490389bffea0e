/**
 * A local stand-in for Slack: its Web API over HTTP, a small workspace behind it, and people who
 * speak to the desk with the signed requests that Slack would send.
 */
@NullMarked
package dev.deskhand.slack.standin;

import org.jspecify.annotations.NullMarked;
