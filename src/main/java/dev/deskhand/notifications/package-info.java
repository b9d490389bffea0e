/** Turns what happened into messages, and delivers them: the outbox. */
@ApplicationModule(
    displayName = "Notifications",
    allowedDependencies = {
      "chat",
      "people",
      "tickets",
      "status",
      "requests",
      "cards",
      "logging",
      "availability"
    })
@NullMarked
package dev.deskhand.notifications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
