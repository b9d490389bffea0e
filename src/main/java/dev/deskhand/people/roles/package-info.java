/** Who may do what, and where roles come from. */
@NullMarked
package dev.deskhand.people.roles;

import org.jspecify.annotations.NullMarked;
