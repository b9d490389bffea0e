package dev.deskhand.slack.people;

import com.slack.api.methods.response.usergroups.users.UsergroupsUsersListResponse;
import dev.deskhand.chat.Accounts;
import dev.deskhand.slack.connection.ApiResult;
import dev.deskhand.slack.connection.CallPriority;
import dev.deskhand.slack.connection.SlackApi;
import dev.deskhand.slack.delivery.SlackPlatform;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is in the user groups that carry roles ({@code DESKHAND_SLACK_ROLES}). */
public final class UserGroups {

  private static final Logger log = LoggerFactory.getLogger(UserGroups.class);

  private final SlackApi api;
  private final Accounts accounts;
  private final SlackUsers roster;

  UserGroups(SlackApi api, Accounts accounts, SlackUsers roster) {
    this.api = api.as(CallPriority.WHENEVER);
    this.accounts = accounts;
    this.roster = roster;
  }

  /** Reads every group that carries a role. */
  public void readAll() {
    accounts.groups(SlackPlatform.NAME).forEach(this::read);
  }

  /** Reads one group, if it carries a role; those in it who are new to the desk become known. */
  void read(String group) {
    if (!accounts.groups(SlackPlatform.NAME).contains(group)) {
      return;
    }
    ApiResult<UsergroupsUsersListResponse> answer =
        api.call(
            "usergroups.users.list",
            methods -> methods.usergroupsUsersList(request -> request.usergroup(group)));
    switch (answer) {
      case ApiResult.Done<UsergroupsUsersListResponse>(UsergroupsUsersListResponse list) ->
          are(group, Set.copyOf(list.getUsers() == null ? List.of() : list.getUsers()));
      // who was in it before stays until Slack says more
      case ApiResult.Refused<UsergroupsUsersListResponse> refused ->
          log.warn(
              "Slack does not say who is in the user group {} (DESKHAND_SLACK_ROLES): {}",
              group,
              refused.trouble());
      case ApiResult.Busy<UsergroupsUsersListResponse> busy -> later(group);
      case ApiResult.Unclear<UsergroupsUsersListResponse> unclear -> later(group);
    }
  }

  private static void later(String group) {
    log.warn("Slack did not say who is in the user group {}; it is asked again later", group);
  }

  private void are(String group, Set<String> users) {
    Set<String> unknown = accounts.members(SlackPlatform.NAME, group, users);
    if (unknown.stream().filter(roster::introduce).count() > 0) {
      accounts.members(SlackPlatform.NAME, group, users);
    }
  }
}
