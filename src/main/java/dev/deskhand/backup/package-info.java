/**
 * A way out and a way back: writes all that the desk keeps into one file while the desk serves,
 * says whether such a file is whole, and reads it into an empty database. {@code docs/backup.md}
 * says what is in the file.
 */
@ApplicationModule(
    displayName = "Backup",
    allowedDependencies = {"availability", "database", "text"})
@NullMarked
package dev.deskhand.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
