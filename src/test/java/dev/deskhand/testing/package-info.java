/** What tests of every module stand on: one PostgreSQL, a clock to set, a count of statements. */
@NullMarked
package dev.deskhand.testing;

import org.jspecify.annotations.NullMarked;
