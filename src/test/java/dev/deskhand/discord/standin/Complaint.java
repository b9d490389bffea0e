package dev.deskhand.discord.standin;

/**
 * Something the bot did that Discord would not have stood.
 *
 * @param where the request, or "gateway"
 * @param what the rule that was broken, in words
 */
public record Complaint(String where, String what) {}
