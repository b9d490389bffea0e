package dev.deskhand.people;

import dev.deskhand.chat.MembershipStatus;
import dev.deskhand.language.Role;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the desk knows of somebody.
 *
 * @param person who they are
 * @param sources where each of their roles comes from, as clauses such as {@code given by an admin}
 * @param accounts their accounts
 */
public record Profile(Person person, Map<Role, List<String>> sources, List<Account> accounts) {

  public Profile {
    sources = Map.copyOf(sources);
    accounts = List.copyOf(accounts);
  }

  /** Whether they have left every platform on which they had an account. */
  public boolean gone() {
    return !accounts.isEmpty()
        && accounts.stream().allMatch(account -> account.standing() == MembershipStatus.GONE);
  }

  /**
   * An account.
   *
   * @param platform the platform's name, such as {@code slack}
   * @param handle what they are called there
   * @param email null if the platform does not tell it
   * @param zone their time zone; null if the platform does not tell it
   */
  public record Account(
      String platform,
      String handle,
      @Nullable String email,
      @Nullable ZoneId zone,
      MembershipStatus standing) {}
}
