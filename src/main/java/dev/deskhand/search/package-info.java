/**
 * The one search over all kinds of tickets: an index of their words that the desk makes itself, so
 * that it is the same for every kind, in any language and on any PostgreSQL.
 */
@ApplicationModule(
    displayName = "Search",
    allowedDependencies = {"text"})
@NullMarked
package dev.deskhand.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
