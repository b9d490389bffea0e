package dev.deskhand.slack.standin;

/**
 * An account of the workspace.
 *
 * @param deactivated no longer let in; Slack keeps the account and says {@code deleted}
 * @param guest a restricted account (Slack's {@code is_restricted})
 */
public record SlackUser(
    String id,
    String name,
    String realName,
    String email,
    boolean bot,
    boolean deactivated,
    boolean guest) {

  static SlackUser member(String id, String realName) {
    String name = realName.toLowerCase(java.util.Locale.ROOT).replace(' ', '.');
    return new SlackUser(id, name, realName, name + "@example.com", false, false, false);
  }

  SlackUser deactivate() {
    return new SlackUser(id, name, realName, email, bot, true, guest);
  }

  SlackUser asGuest() {
    return new SlackUser(id, name, realName, email, bot, deactivated, true);
  }
}
