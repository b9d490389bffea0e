/** The browser chat, and chat over HTTP. */
@NullMarked
package dev.deskhand.web.chat;

import org.jspecify.annotations.NullMarked;
