/**
 * How a ticket looks in a chat: views of the services become replies. Used by answers and by what
 * the desk says by itself, so that both look the same.
 */
@ApplicationModule(
    displayName = "Cards",
    allowedDependencies = {
      "chat",
      "language",
      "people",
      "record",
      "tickets",
      "status",
      "requests",
      "logging"
    })
@NullMarked
package dev.deskhand.cards;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
