package dev.deskhand.chat;

/**
 * A person as their platform names them.
 *
 * @param platform the {@link ChatPlatform#name() name} of the platform
 * @param userId the platform's own, unchanging id of the person
 * @param name what to call them; shown to others, never used to recognise anyone
 * @param standing how they belong to the workspace or server, as far as the platform has said
 */
public record Sender(String platform, String userId, String name, MembershipStatus standing) {

  /** A member, which is what people are on a platform that knows no guests. */
  public Sender(String platform, String userId, String name) {
    this(platform, userId, name, MembershipStatus.MEMBER);
  }
}
