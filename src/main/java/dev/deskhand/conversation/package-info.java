/**
 * Routes every command to a service and turns what came of it into a reply. The only place that
 * knows both.
 */
@ApplicationModule(
    displayName = "Conversation",
    allowedDependencies = {
      "language",
      "chat",
      "people",
      "record",
      "tickets",
      "status",
      "requests",
      "cards",
      "notifications",
      "logging",
      "search",
      "text"
    })
@NullMarked
package dev.deskhand.conversation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
