/**
 * The browser and plain HTTP: a chat with live rooms, {@code POST /api/v1/chat} for scripts, and
 * the public status page. Its platform is called {@code web}.
 *
 * <p>The chat is there in demo mode only, since nobody can sign in yet; the status page always is.
 */
@ApplicationModule(
    displayName = "Web",
    allowedDependencies = {
      "language",
      "availability",
      "chat",
      "conversation",
      "json",
      "logging",
      "people",
      "record",
      "platform",
      "status",
      "text"
    })
@NullMarked
package dev.deskhand.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
