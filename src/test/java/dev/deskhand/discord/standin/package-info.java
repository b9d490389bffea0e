/**
 * A local stand-in for Discord: a gateway that speaks its websocket protocol and a REST server that
 * keeps its rules, so that tests run the real client library against something that refuses what
 * Discord refuses. Start at {@link dev.deskhand.discord.standin.DiscordStandIn}.
 */
@NullMarked
package dev.deskhand.discord.standin;

import org.jspecify.annotations.NullMarked;
