package dev.deskhand.language;

/** What somebody is to the desk. A person may have several roles. */
public enum Role {
  EMPLOYEE,
  AGENT,
  MANAGER,
  ADMIN,
  /**
   * No employee, but let in so far that they may report, and see and answer what they reported.
   * Nobody gives or takes it: it follows from how somebody stands on their platform.
   */
  GUEST
}
