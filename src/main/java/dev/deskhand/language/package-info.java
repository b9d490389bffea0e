/**
 * Words to commands: the list of commands, the parser that reads them, and what is asked or
 * answered when they are incomplete or nearly right. Knows no platform and no data of the desk.
 */
@ApplicationModule(
    displayName = "Command language",
    allowedDependencies = {"chat"})
@NullMarked
package dev.deskhand.language;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
