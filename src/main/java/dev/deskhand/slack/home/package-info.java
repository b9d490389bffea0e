/** The Home tab. */
@NullMarked
package dev.deskhand.slack.home;

import org.jspecify.annotations.NullMarked;
