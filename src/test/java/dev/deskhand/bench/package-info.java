/** The benchmark: run with {@code mvn -Pbench verify}, never with the tests. */
@NullMarked
package dev.deskhand.bench;

import org.jspecify.annotations.NullMarked;
