package dev.deskhand.chat;

import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a platform says about somebody's account. It replaces what it said before.
 *
 * @param platform the {@link ChatPlatform#name() name} of the platform
 * @param userId the platform's own, unchanging id of the person
 * @param name what to call them
 * @param email their e-mail address, or null if the platform does not tell it
 * @param zone their time zone, or null if the platform does not tell it
 * @param standing how they belong to the workspace or server; not {@link MembershipStatus#UNKNOWN}
 * @param groups the platform's ids of the groups or roles that they are in; null if the platform
 *     did not say, and what was known before goes on
 */
public record Account(
    String platform,
    String userId,
    String name,
    @Nullable String email,
    @Nullable ZoneId zone,
    MembershipStatus standing,
    @Nullable Set<String> groups) {

  public Account {
    if (standing == MembershipStatus.UNKNOWN) {
      throw new IllegalArgumentException("An account says how it stands");
    }
    groups = groups == null ? null : Set.copyOf(groups);
  }
}
