package dev.deskhand.discord.connection;

import java.util.Arrays;
import java.util.List;
import net.dv8tion.jda.api.Permission;

/**
 * What the desk asks a server to let it do, and no more. The invitation link, the check at start
 * and the table in docs/discord.md follow this list.
 */
public enum RequiredPermission {
  VIEW_CHANNELS(Permission.VIEW_CHANNEL, "View Channels", "seeing the channels in which it works"),
  SEND_MESSAGES(
      Permission.MESSAGE_SEND,
      "Send Messages",
      "answering mentions, and posting cards and updates"),
  SEND_IN_THREADS(
      Permission.MESSAGE_SEND_IN_THREADS, "Send Messages in Threads", "the same in threads"),
  CREATE_PUBLIC_THREADS(
      Permission.CREATE_PUBLIC_THREADS,
      "Create Public Threads",
      "a thread for the updates of an outage or a card"),
  CREATE_PRIVATE_THREADS(
      Permission.CREATE_PRIVATE_THREADS,
      "Create Private Threads",
      "serving people who accept no direct messages, where they reported"),
  EMBED_LINKS(
      Permission.MESSAGE_EMBED_LINKS, "Embed Links", "cards and lists, which are empty without it"),
  ATTACH_FILES(Permission.MESSAGE_ATTACH_FILES, "Attach Files", "the picture of an outage summary"),
  READ_HISTORY(
      Permission.MESSAGE_HISTORY,
      "Read Message History",
      "reading the message to which somebody reacted, or a card's own");

  private final Permission permission;
  private final String label;
  private final String purpose;

  RequiredPermission(Permission permission, String label, String purpose) {
    this.permission = permission;
    this.label = label;
    this.purpose = purpose;
  }

  public Permission permission() {
    return permission;
  }

  /** As Discord's settings call it. */
  public String label() {
    return label;
  }

  /** What the desk does with it, as docs/discord.md says it. */
  public String purpose() {
    return purpose;
  }

  /** The invitation of a desk; whoever opens it picks the server. */
  public static String invitation(String applicationId) {
    return "https://discord.com/oauth2/authorize?client_id="
        + applicationId
        + "&scope=bot+applications.commands&permissions="
        + Permission.getRaw(all());
  }

  private static List<Permission> all() {
    return Arrays.stream(values()).map(RequiredPermission::permission).toList();
  }
}
