/** The services, by their file and by command. */
@NullMarked
package dev.deskhand.status.services;

import org.jspecify.annotations.NullMarked;
