/** Tests of the browser chat, the HTTP chat and the status page, over a real port. */
@NullMarked
package dev.deskhand.web;

import org.jspecify.annotations.NullMarked;
