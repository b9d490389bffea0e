/** How requests are answered that fail. */
@NullMarked
package dev.deskhand.web.errors;

import org.jspecify.annotations.NullMarked;
