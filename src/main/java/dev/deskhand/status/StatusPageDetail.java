package dev.deskhand.status;

/** What the status page tells everybody who reaches the desk, without signing in. */
public enum StatusPageDetail {
  /** Every service, every open outage, and what was said of it. */
  FULL,
  /** The same without what was said. */
  NAMES,
  /** There is none. */
  OFF
}
