/**
 * What a person takes for the same text and for a word, in any language and whatever locale the
 * database has: the one place that folds text for comparison and parts it into words.
 */
@ApplicationModule(
    displayName = "Text",
    allowedDependencies = {})
@NullMarked
package dev.deskhand.text;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
