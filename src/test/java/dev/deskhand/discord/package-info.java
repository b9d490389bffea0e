@NullMarked
package dev.deskhand.discord;

import org.jspecify.annotations.NullMarked;
