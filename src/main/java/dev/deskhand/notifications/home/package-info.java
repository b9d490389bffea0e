/** Home screens that are kept up to date. */
@NullMarked
package dev.deskhand.notifications.home;

import org.jspecify.annotations.NullMarked;
