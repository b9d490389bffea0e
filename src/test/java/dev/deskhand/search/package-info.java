@NullMarked
package dev.deskhand.search;

import org.jspecify.annotations.NullMarked;
