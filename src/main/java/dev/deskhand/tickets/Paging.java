package dev.deskhand.tickets;

/**
 * One page of a list that is counted and turned up to a bound, so that no page costs more than
 * another.
 *
 * @param number from 1
 */
record Paging(int number, int size) {

  static final int BOUND = Incidents.Page.COUNTED;
  static final int LIST = 20;
  static final int HISTORY = 30;

  static Paging of(int number, int size) {
    return new Paging(Math.max(1, number), size);
  }

  /** Numbers and not parameters: the planner is to know how few rows are wanted. */
  String clause() {
    return offset() >= BOUND ? "limit 0" : "limit %d offset %d".formatted(size, offset());
  }

  long offset() {
    return (number - 1L) * size;
  }
}
