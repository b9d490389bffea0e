/**
 * What happened: to any ticket, to the desk itself, and what was refused. One table that only
 * grows, with the words beside it; one writer, and one reader that is told who reads.
 */
@ApplicationModule(
    displayName = "The record",
    allowedDependencies = {})
@NullMarked
package dev.deskhand.record;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
