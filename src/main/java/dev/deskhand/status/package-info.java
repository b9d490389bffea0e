/** The services IT runs, how they are doing, their outages and who follows them. */
@ApplicationModule(
    displayName = "Services and outages",
    allowedDependencies = {"definitions", "logging", "people", "record", "search", "text"})
@NullMarked
package dev.deskhand.status;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
