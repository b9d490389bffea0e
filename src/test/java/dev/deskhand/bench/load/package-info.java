/** What makes the desk work, and how long each of it takes. */
@NullMarked
package dev.deskhand.bench.load;

import org.jspecify.annotations.NullMarked;
