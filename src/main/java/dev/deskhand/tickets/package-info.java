/** Incidents: their states, their history, their queue and their figures. */
@ApplicationModule(
    displayName = "Incidents",
    allowedDependencies = {"logging", "people", "record", "search", "text"})
@NullMarked
package dev.deskhand.tickets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
