/** What people can ask for, who approves it and how it is fulfilled. */
@ApplicationModule(
    displayName = "Service requests",
    allowedDependencies = {"definitions", "logging", "people", "record", "search", "text"})
@NullMarked
package dev.deskhand.requests;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
