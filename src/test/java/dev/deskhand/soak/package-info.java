/** A desk under load and in trouble for a long time: run with {@code mvn -Psoak verify}. */
@NullMarked
package dev.deskhand.soak;

import org.jspecify.annotations.NullMarked;
