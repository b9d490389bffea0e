package dev.deskhand.language;

import java.time.LocalDate;

/** The days that a figure is about. */
public sealed interface Period {
  /** The last days up to now. */
  record LastDays(int days) implements Period {}

  /** Whole days, both included, in the desk's time zone. */
  record Days(LocalDate from, LocalDate to) implements Period {}
}
