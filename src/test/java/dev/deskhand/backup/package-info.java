@NullMarked
package dev.deskhand.backup;

import org.jspecify.annotations.NullMarked;
