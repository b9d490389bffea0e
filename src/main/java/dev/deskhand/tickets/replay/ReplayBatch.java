package dev.deskhand.tickets.replay;

import dev.deskhand.text.Text;
import dev.deskhand.tickets.IncidentReplay.Past;
import dev.deskhand.tickets.IncidentReplay.Verdict;
import dev.deskhand.tickets.IncidentState;
import dev.deskhand.tickets.Incidents;
import dev.deskhand.tickets.replay.ReplayedHistory.Item;
import dev.deskhand.tickets.replay.ReplayedHistory.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds out which changes of an incident are new, and where in its past each belongs. */
final class ReplayBatch {

  private final String source;
  private final List<Past> changes;
  private final List<@Nullable Verdict> verdicts;
  private final List<@Nullable Item> known;

  /** Begins with the changes in the order in which they were handed over. */
  ReplayBatch(String source, String number, List<Past> changes) {
    this.source = source;
    this.changes = changes;
    verdicts = new ArrayList<@Nullable Verdict>(Collections.nCopies(changes.size(), null));
    known = new ArrayList<@Nullable Item>(Collections.nCopies(changes.size(), null));
    for (int i = 0; i < changes.size(); i++) {
      Optional<String> problem = problem(number, changes.get(i));
      if (problem.isPresent()) {
        verdicts.set(i, new Verdict.NotTaken(problem.get()));
      }
    }
  }

  /** Recognises by their ids those that were taken before; the others are remembered as taken. */
  void recognise(Set<String> takenBefore) {
    for (int i = 0; i < changes.size(); i++) {
      Past past = changes.get(i);
      if (verdicts.get(i) == null
          && (takenBefore.contains(past.eventId())
              || (past.formerId() != null && takenBefore.contains(past.formerId())))) {
        verdicts.set(i, new Verdict.TakenBefore());
      }
    }
  }

  boolean anyNew() {
    return verdicts.contains(null);
  }

  /**
   * Puts the new ones among those on record, in order of time.
   *
   * @param opened when the incident was opened; null if it is not on record
   * @return all of them; nothing if there is no new one
   */
  Optional<List<Item>> placedAmong(List<Step> steps, @Nullable Instant opened) {
    List<Integer> inTime =
        IntStream.range(0, changes.size())
            .boxed()
            .sorted(Comparator.comparing(i -> changes.get(i).at()))
            .toList();
    List<Item> chain = new ArrayList<>();
    // a report that stands for no change follows from the first one
    steps.stream()
        .filter(step -> !step.opens() || step.eventId() != null)
        .forEach(step -> chain.add(new Item(step, null)));
    findOnRecord(chain, inTime);
    refuseRepeated(inTime);
    if (steps.isEmpty()) {
      for (int i : inTime) {
        if (verdicts.get(i) == null) {
          chain.add(taken(i));
        }
      }
    } else {
      // backwards, so that the one after each has its place already
      Item next = null;
      for (int i : inTime.reversed()) {
        if (verdicts.get(i) == null) {
          Item item = taken(i);
          chain.add(place(chain, item, next, opened), item);
          next = item;
        } else if (known.get(i) != null) {
          next = known.get(i);
        }
      }
      restateOpening(chain);
    }
    return chain.stream().anyMatch(item -> item.step() == null)
        ? Optional.of(chain)
        : Optional.empty();
  }

  private Item taken(int i) {
    verdicts.set(i, new Verdict.Taken());
    return new Item(null, changes.get(i));
  }

  private void refuseRepeated(List<Integer> inTime) {
    Set<String> ids = new HashSet<>();
    for (int i : inTime) {
      if (verdicts.get(i) == null && !ids.add(changes.get(i).eventId())) {
        verdicts.set(i, new Verdict.TakenBefore());
      }
    }
  }

  private static int place(
      List<Item> chain, Item item, @Nullable Item next, @Nullable Instant opened) {
    Instant at = item.at(opened);
    // an earlier record does not tell when the change was made that was taken for the report
    int place = next == null ? chain.size() : chain.lastIndexOf(next);
    if (next != null && (next.opens() || next.at(opened).equals(at))) {
      return place;
    }
    while (place > 0 && chain.get(place - 1).at(opened).isAfter(at)) {
      place--;
    }
    return place;
  }

  /** What was taken for the report is a change like others once something is known before it. */
  private void restateOpening(List<Item> chain) {
    for (int place = 1; place < chain.size(); place++) {
      Item item = chain.get(place);
      int change = known.indexOf(item);
      if (item.opens() && change >= 0) {
        chain.set(place, new Item(item.step(), changes.get(change)));
      }
    }
  }

  /**
   * Ties each change that was taken before to what is on record of it. One from a file with other
   * columns has another id, and is known by what it says.
   */
  private void findOnRecord(List<Item> chain, List<Integer> inTime) {
    ReplayMatch match = ReplayMatch.against(chain);
    for (int i : inTime) {
      if (verdicts.get(i) instanceof Verdict.TakenBefore) {
        Past past = changes.get(i);
        find(chain, i, item -> isOn(item, past.eventId()) || isOn(item, past.formerId()));
      }
    }
    for (int i : inTime) {
      if (verdicts.get(i) == null) {
        Past past = changes.get(i);
        boolean first = i == inTime.getFirst();
        if (find(chain, i, item -> match.says(item, past, first))) {
          verdicts.set(i, new Verdict.TakenBefore());
        }
      }
    }
  }

  private boolean find(List<Item> chain, int i, Predicate<Item> wanted) {
    Optional<Item> item =
        chain.stream().filter(each -> wanted.test(each) && !known.contains(each)).findFirst();
    item.ifPresent(each -> known.set(i, each));
    return item.isPresent();
  }

  private boolean isOn(Item item, @Nullable String id) {
    return id != null && item.step() != null && (source + ":" + id).equals(item.step().eventId());
  }

  List<Verdict> verdicts() {
    return verdicts.stream().map(Objects::requireNonNull).toList();
  }

  private static Optional<String> problem(String number, Past past) {
    if ((past.state() == IncidentState.WAITING) != (past.waitingFor() != null)) {
      return Optional.of("what it waits for and its state do not fit");
    }
    return tooLong("the number", number, 40)
        .or(() -> tooLong("the title", past.title(), Incidents.TEXT_LIMIT))
        .or(() -> tooLong("the requester's name", past.requester(), 100))
        .or(() -> tooLong("the name of who changed it", past.changedBy(), 100))
        .or(() -> tooLong("the assignee's name", past.assignee(), 100))
        .or(() -> tooLong("the category", past.category(), 200))
        .or(() -> tooLong("the team", past.team(), 200))
        .or(() -> tooLong("the service", past.service(), 200));
  }

  private static Optional<String> tooLong(String what, @Nullable String text, int limit) {
    if (text == null) {
      return Optional.empty();
    }
    if (text.isBlank()) {
      return Optional.of(what + " is empty");
    }
    if (Text.hasNul(text)) {
      return Optional.of(what + " holds a NUL character");
    }
    return text.length() > limit
        ? Optional.of("%s is longer than %d characters".formatted(what, limit))
        : Optional.empty();
  }
}
