/** What comes over HTTP, found to be genuine and whole before anything reads it. */
@NullMarked
package dev.deskhand.slack.verification;

import org.jspecify.annotations.NullMarked;
