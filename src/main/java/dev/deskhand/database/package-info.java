/**
 * The PostgreSQL the desk keeps everything in: one that comes along, or one that is named.
 *
 * <p>This is the one module beyond those the design lists. All of them need a database and none of
 * them is the place to start, guard and stop a server process, so it stands beside them and uses
 * none of them. They in turn see Spring's {@code DataSource}; only {@code backup} asks it what a
 * database is called into which a backup is being read.
 */
@NullMarked
@ApplicationModule(
    displayName = "Database",
    allowedDependencies = {"availability", "logging"})
package dev.deskhand.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
