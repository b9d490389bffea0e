/**
 * What keeps the desk answering, or ends it so that whoever supervises it sees that it does not:
 * answers within a time whatever they are made from, and the watch over virtual threads. Every
 * module may use it; it uses none.
 */
@ApplicationModule(
    displayName = "Availability",
    allowedDependencies = {})
@NullMarked
package dev.deskhand.availability;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
