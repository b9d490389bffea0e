@NullMarked
package dev.deskhand.notifications;

import org.jspecify.annotations.NullMarked;
