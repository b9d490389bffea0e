/**
 * What an administrator writes in YAML files, such as the services and the catalog, read so that
 * every complaint names the line. It knows nothing of what the files mean.
 */
@ApplicationModule(
    displayName = "Definition files",
    allowedDependencies = {})
@NullMarked
package dev.deskhand.definitions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
