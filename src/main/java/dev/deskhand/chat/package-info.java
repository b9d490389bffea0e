/**
 * The contract between chat platforms and the desk: an {@link dev.deskhand.chat.Utterance} comes
 * in, is read into a {@link dev.deskhand.chat.Command}, and is answered with {@link
 * dev.deskhand.chat.Reply replies}; what the desk says by itself leaves through a {@link
 * dev.deskhand.chat.ChatPlatform}; what was written while it did not listen it asks of a {@link
 * dev.deskhand.chat.PlaceHistory}; what a platform knows of people goes to {@link
 * dev.deskhand.chat.Accounts}. This module knows nothing else of the desk.
 */
@ApplicationModule(
    displayName = "Chat contract",
    allowedDependencies = {})
@NullMarked
package dev.deskhand.chat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
