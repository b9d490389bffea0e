/**
 * How the desk logs what may go wrong again and again: one line for each kind of failure and
 * minute. Every module may use it; it uses none.
 */
@ApplicationModule(
    displayName = "Logging",
    allowedDependencies = {})
@NullMarked
package dev.deskhand.logging;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
