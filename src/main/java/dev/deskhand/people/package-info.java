/** Who someone is on each platform, which roles they have, and what they may do. */
@ApplicationModule(
    displayName = "People",
    allowedDependencies = {"language", "chat", "logging", "record", "text"})
@NullMarked
package dev.deskhand.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
