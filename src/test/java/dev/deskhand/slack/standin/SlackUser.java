package dev.deskhand.slack.standin;

/**
 * An account of the workspace.
 *
 * @param deactivated no longer let in; Slack keeps the account and says {@code deleted}
 * @param guest a restricted account (Slack's {@code is_restricted})
 * @param team the workspace whose account it is; another one's in a shared channel
 */
public record SlackUser(
    String id,
    String name,
    String realName,
    String email,
    boolean bot,
    boolean deactivated,
    boolean guest,
    String team) {

  static SlackUser member(String id, String realName) {
    String name = realName.toLowerCase(java.util.Locale.ROOT).replace(' ', '.');
    return new SlackUser(
        id, name, realName, name + "@example.com", false, false, false, Workspace.TEAM_ID);
  }

  SlackUser deactivate() {
    return new SlackUser(id, name, realName, email, bot, true, guest, team);
  }

  SlackUser asGuest() {
    return new SlackUser(id, name, realName, email, bot, deactivated, true, team);
  }

  SlackUser reactivate() {
    return new SlackUser(id, name, realName, email, bot, false, guest, team);
  }

  SlackUser called(String now) {
    return new SlackUser(id, name, now, email, bot, deactivated, guest, team);
  }

  SlackUser of(String otherTeam) {
    return new SlackUser(id, name, realName, email, bot, deactivated, guest, otherTeam);
  }
}
