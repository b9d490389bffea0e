/**
 * The desk on Slack: what Slack sends becomes utterances, replies become blocks and modals. The
 * only place that knows Slack's SDK.
 */
@ApplicationModule(
    displayName = "Slack",
    allowedDependencies = {"language", "platform", "chat", "chat :: optional", "logging", "text"})
@NullMarked
package dev.deskhand.slack;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
