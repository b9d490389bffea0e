/** Tests of how failures that repeat are logged. */
@NullMarked
package dev.deskhand.logging;

import org.jspecify.annotations.NullMarked;
