/** What a platform may have beside what all have: one interface for each. */
@NamedInterface("optional")
@NullMarked
package dev.deskhand.chat.optional;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
