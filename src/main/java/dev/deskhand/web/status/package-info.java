/** The public status page. */
@NullMarked
package dev.deskhand.web.status;

import org.jspecify.annotations.NullMarked;
