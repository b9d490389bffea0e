@NullMarked
package dev.deskhand.commandline;

import org.jspecify.annotations.NullMarked;
