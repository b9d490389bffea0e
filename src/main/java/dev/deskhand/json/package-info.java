/**
 * How replies and addresses are kept as JSON, wherever that is: one form for what waits to be
 * delivered, for what stands in the browser's rooms and for forms in front of people.
 */
@ApplicationModule(
    displayName = "Kept as JSON",
    allowedDependencies = {"chat", "text"})
@NullMarked
package dev.deskhand.json;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
