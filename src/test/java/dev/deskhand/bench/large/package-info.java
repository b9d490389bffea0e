/** A desk with as many tickets as years of work leave, made within minutes. */
@NullMarked
package dev.deskhand.bench.large;

import org.jspecify.annotations.NullMarked;
