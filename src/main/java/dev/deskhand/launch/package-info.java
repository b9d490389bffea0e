/**
 * From the jar to a running desk: what {@code java -jar} starts unpacks the program once and puts a
 * virtual machine in its own place that loads it from there. It uses no other module.
 */
@ApplicationModule(
    displayName = "Launch",
    allowedDependencies = {})
@NullMarked
package dev.deskhand.launch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
