@NullMarked
package dev.deskhand.platform;

import org.jspecify.annotations.NullMarked;
