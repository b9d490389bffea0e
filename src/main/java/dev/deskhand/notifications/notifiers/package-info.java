/** Who is told what of an event. */
@NullMarked
package dev.deskhand.notifications.notifiers;

import org.jspecify.annotations.NullMarked;
