/**
 * Words to commands: what a command says of itself, and who may give it; the registry of all, the
 * parser, and what is asked or answered when words are incomplete or nearly right. Knows no
 * platform and no data of the desk.
 */
@ApplicationModule(
    displayName = "Command language",
    allowedDependencies = {"chat", "text"})
@NullMarked
package dev.deskhand.language;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
