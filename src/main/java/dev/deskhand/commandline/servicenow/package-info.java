/** The import of what ServiceNow exports. */
@NullMarked
package dev.deskhand.commandline.servicenow;

import org.jspecify.annotations.NullMarked;
