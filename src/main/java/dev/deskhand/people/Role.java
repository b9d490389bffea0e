package dev.deskhand.people;

/** What somebody is to the desk. A person may have several roles. */
public enum Role {
  EMPLOYEE,
  AGENT,
  MANAGER,
  ADMIN
}
