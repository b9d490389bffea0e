package dev.deskhand.chat;

/**
 * A file that somebody sent along with their words. The desk keeps no file, only where it is.
 *
 * @param name the file's name
 * @param url where those who may see it find it
 */
public record Attachment(String name, String url) {}
