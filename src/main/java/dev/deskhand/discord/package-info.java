/**
 * The desk on Discord: what the gateway sends becomes utterances, replies become embeds, components
 * and modals. The only place that knows JDA.
 */
@ApplicationModule(
    displayName = "Discord",
    allowedDependencies = {
      "language",
      "platform",
      "chat",
      "chat :: optional",
      "conversation",
      "json",
      "logging"
    })
@NullMarked
package dev.deskhand.discord;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
