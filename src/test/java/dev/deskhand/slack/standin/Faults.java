package dev.deskhand.slack.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What shall go wrong. The oldest rule that fits a call is used; a rule that has been used as often
 * as asked is gone.
 */
public final class Faults {

  private static final int ALWAYS = Integer.MAX_VALUE;

  private static final class Rule {
    final Predicate<SlackCall> fits;
    final Fault fault;
    int left;

    Rule(Predicate<SlackCall> fits, int times, Fault fault) {
      this.fits = fits;
      this.left = times;
      this.fault = fault;
    }
  }

  private final List<Rule> rules = new ArrayList<>();
  private final List<Fault.Gate> gates = new ArrayList<>();

  Faults() {}

  /** The next call of this method. */
  public void next(String method, Fault fault) {
    next(method, 1, fault);
  }

  /** The next so many calls of this method. */
  public void next(String method, int times, Fault fault) {
    when(call -> call.method().equals(method), times, fault);
  }

  /** Every call of this method until {@link #clear}. */
  public void always(String method, Fault fault) {
    next(method, ALWAYS, fault);
  }

  /** Every call of every method until {@link #clear}. */
  public void everything(Fault fault) {
    when(call -> true, ALWAYS, fault);
  }

  /** The next so many calls that fit. */
  public synchronized void when(Predicate<SlackCall> fits, int times, Fault fault) {
    rules.add(new Rule(fits, times, fault));
    if (fault instanceof Fault.Held(Fault.Gate gate)) {
      gates.add(gate);
    }
  }

  /** All is well again; held calls are let through. */
  public synchronized void clear() {
    gates.forEach(Fault.Gate::open);
    rules.clear();
  }

  synchronized Optional<Fault> take(SlackCall call) {
    Optional<Rule> fitting = rules.stream().filter(rule -> rule.fits.test(call)).findFirst();
    fitting.filter(rule -> rule.left != ALWAYS && --rule.left == 0).ifPresent(rules::remove);
    return fitting.map(rule -> rule.fault);
  }
}
