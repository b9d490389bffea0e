package dev.deskhand.tickets.replay;

import dev.deskhand.tickets.IncidentReplay.Past;
import dev.deskhand.tickets.IncidentReplay.Unsaid;
import dev.deskhand.tickets.IncidentSnapshot;
import dev.deskhand.tickets.replay.ReplayedHistory.Item;
import dev.deskhand.tickets.replay.ReplayedHistory.Step;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Knows a change again in a file whose columns are others than those of the file that it was taken
 * from: by all that both files say of it.
 *
 * @param levels whether the record says anything of impact, urgency and priority
 */
record ReplayMatch(
    boolean levels,
    boolean team,
    boolean assignee,
    boolean category,
    boolean service,
    boolean changedBy) {

  /** Of what no change on record says anything, the file that it is from had no column. */
  static ReplayMatch against(List<Item> chain) {
    List<Step> steps =
        chain.stream().map(Item::step).filter(step -> step != null && step.imported()).toList();
    return new ReplayMatch(
        any(steps, step -> !step.after().pressure().equals(ReplayedFacts.UNSAID)),
        any(steps, step -> step.after().holder().team() != null),
        any(steps, step -> step.after().holder().assigneeName() != null),
        any(steps, step -> step.after().subject().category() != null),
        any(steps, step -> step.after().subject().service() != null),
        any(steps, step -> !step.opens() && !step.actorName().equals(ReplayedHistory.UNKNOWN)));
  }

  private static boolean any(List<Step> steps, Predicate<Step> says) {
    return steps.stream().anyMatch(says);
  }

  /**
   * Whether a change is the one on record.
   *
   * @param first whether nothing that is now read happened before it
   */
  boolean says(Item item, Past past, boolean first) {
    Step step = item.step();
    if (step == null || !step.imported()) {
      return false;
    }
    Instant at = past.at().isBefore(past.openedAt()) ? past.openedAt() : past.at();
    // of a change that opened it, an earlier record holds the time of the opening alone
    boolean sameTime =
        item.opens() && step.update() == null
            ? first && !at.isBefore(step.at())
            : at.equals(item.at(null));
    return sameTime && sameState(past, step.after()) && sameFacts(past, step);
  }

  private static boolean sameState(Past past, IncidentSnapshot after) {
    return past.state() == after.state() && past.waitingFor() == after.progress().waitingFor();
  }

  private boolean sameFacts(Past past, Step step) {
    IncidentSnapshot after = step.after();
    IncidentSnapshot.Pressure pressure = after.pressure();
    return (!levels
            || (same(past.impact(), pressure.impact())
                && same(past.urgency(), pressure.urgency())
                && same(past.priority(), pressure.priority())))
        && (!team || same(past, Unsaid.TEAM, past.team(), after.holder().team()))
        && (!assignee
            || same(past, Unsaid.ASSIGNEE, past.assignee(), after.holder().assigneeName()))
        && (!category || same(past, Unsaid.CATEGORY, past.category(), after.subject().category()))
        && (!service || same(past, Unsaid.SERVICE, past.service(), after.subject().service()))
        && (!changedBy || step.opens() || same(past.changedBy(), step.actorName()));
  }

  private static boolean same(@Nullable Object said, Object onRecord) {
    return said == null || said.equals(onRecord);
  }

  private static boolean same(
      Past past, Unsaid what, @Nullable String said, @Nullable String onRecord) {
    return past.unsaid().contains(what) || Objects.equals(said, onRecord);
  }
}
