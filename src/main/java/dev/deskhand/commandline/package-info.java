/**
 * The commands that are given to the jar instead of starting the desk: {@code java -jar
 * deskhand.jar import servicenow FILE.csv}. They run with the services alone, without web server,
 * platforms or scheduled work, beside a desk that is running or on their own.
 */
@ApplicationModule(
    displayName = "Command line",
    allowedDependencies = {"backup", "definitions", "launch", "logging", "tickets"})
@NullMarked
package dev.deskhand.commandline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
