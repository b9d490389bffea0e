/** Tests of the database that comes along, against real processes. */
@NullMarked
package dev.deskhand.database;

import org.jspecify.annotations.NullMarked;
