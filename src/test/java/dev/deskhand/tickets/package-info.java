@NullMarked
package dev.deskhand.tickets;

import org.jspecify.annotations.NullMarked;
