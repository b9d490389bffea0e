package dev.deskhand.bench;

/** Something about the desk that is measured by itself, with desks started for it alone. */
interface Scene {

  /** By which it is asked for. */
  String name();

  /** Whether it takes so long that it is measured only by name. */
  default boolean onlyIfAskedFor() {
    return false;
  }

  /** The rows of the table that it gives, measured in rounds. */
  Table measured(Ground ground) throws Exception;
}
