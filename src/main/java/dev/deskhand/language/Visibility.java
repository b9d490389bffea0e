package dev.deskhand.language;

/** Who sees the answer to a command given in a place with others. */
public enum Visibility {
  /** Only the person who gave the command. */
  ONLY_YOU,
  /** Everyone in that place. */
  EVERYONE_HERE
}
