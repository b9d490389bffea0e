/** What the adapters of all platforms share, decided once. */
@ApplicationModule(
    displayName = "Platforms",
    allowedDependencies = {"chat", "language", "conversation"})
@NullMarked
package dev.deskhand.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
