/** Tests of the desk as a whole. */
@NullMarked
package dev.deskhand;

import org.jspecify.annotations.NullMarked;
