@NullMarked
package dev.deskhand.text;

import org.jspecify.annotations.NullMarked;
