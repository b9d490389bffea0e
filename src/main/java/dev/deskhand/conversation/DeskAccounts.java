package dev.deskhand.conversation;

import dev.deskhand.chat.Account;
import dev.deskhand.people.KnownAccounts;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Accounts are kept with the people whose they are. */
@Component
class DeskAccounts implements Accounts {

  private final KnownAccounts accounts;

  DeskAccounts(KnownAccounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public void learn(Account account) {
    accounts.learn(account);
  }

  @Override
  public void refresh(Account account) {
    accounts.refresh(account);
  }

  @Override
  public Set<String> members(String platform, String group, Set<String> userIds) {
    return accounts.members(platform, group, userIds);
  }

  @Override
  public void memberOf(String platform, String userId, Set<String> groups, Set<String> in) {
    accounts.memberOf(platform, userId, groups, in);
  }

  @Override
  public Set<String> groups(String platform) {
    return accounts.groups(platform);
  }

  @Override
  public Set<String> holders(String platform) {
    return accounts.holders(platform);
  }

  @Override
  public Optional<String> calls(String platform, String userId) {
    return accounts.calls(platform, userId);
  }
}
