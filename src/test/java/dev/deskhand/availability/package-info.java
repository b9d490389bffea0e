/** Tests of what keeps the desk answering or ends it. */
@NullMarked
package dev.deskhand.availability;

import org.jspecify.annotations.NullMarked;
