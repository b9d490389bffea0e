package dev.deskhand.chat;

import java.util.Optional;
import java.util.Set;

/**
 * Where adapters hand over what their platform says about people. Only what differs from what is
 * known is written, in one short transaction; what it changes of somebody's roles is on record.
 */
public interface Accounts {

  /** Keeps what a platform says; whoever the desk has not met is known afterwards. */
  void learn(Account account);

  /** The same, but nothing is kept about somebody whom the desk has not met. */
  void refresh(Account account);

  /**
   * Keeps that just these people are in a group. Nothing is done for one that carries no role.
   *
   * @return those of them whom the desk has not met: they are to be learnt, and the group is to be
   *     told again
   */
  Set<String> members(String platform, String group, Set<String> userIds);

  /**
   * Keeps that of these groups somebody is in just those; what is known of other groups goes on.
   * Nothing is kept about somebody whom the desk has not met, nor of a group that carries no role.
   *
   * @param groups of which the platform says whether they are in them
   * @param in those in which they are
   */
  void memberOf(String platform, String userId, Set<String> groups, Set<String> in);

  /** The platform's groups of which it matters who is in them: those that carry a role. */
  Set<String> groups(String platform);

  /**
   * The accounts that were in a group that carries a role when the platform last said so, 1,000 at
   * most. One statement.
   */
  Set<String> holders(String platform);

  /**
   * What the desk calls an account of which the platform has said how it stands; empty for one that
   * it has not met, or of which it does not know that yet. One statement.
   */
  Optional<String> calls(String platform, String userId);
}
