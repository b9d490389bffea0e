/** Turns what happened into messages, and delivers them: the outbox. */
@ApplicationModule(
    displayName = "Notifications",
    allowedDependencies = {
      "language",
      "availability",
      "cards",
      "chat",
      "chat :: optional",
      "json",
      "logging",
      "people",
      "record",
      "requests",
      "status",
      "text",
      "tickets"
    })
@NullMarked
package dev.deskhand.notifications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
