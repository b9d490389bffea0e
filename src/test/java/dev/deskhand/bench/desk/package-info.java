/** A desk as users run it, for as long as something of it is measured. */
@NullMarked
package dev.deskhand.bench.desk;

import org.jspecify.annotations.NullMarked;
