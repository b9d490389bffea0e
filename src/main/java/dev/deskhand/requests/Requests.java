package dev.deskhand.requests;

import dev.deskhand.people.Actor;
import dev.deskhand.record.RecordEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people ask for from the catalog. Every change is one transaction (the caller's, if there is
 * one) that writes the history and publishes a {@link RequestEvent}.
 */
public interface Requests {

  /** How many characters a text about a request may have. */
  int TEXT_LIMIT = 10_000;

  /** Everything that can be asked for, in the catalog's order; at most 200 items. */
  List<CatalogItem> catalog();

  /** Finds an item by its id or name, without regard to case; else the nearest ones' ids. */
  FoundItem item(String named);

  /**
   * Asks for an item. What needs no approval is approved at once; the only event is then {@link
   * RequestEvent.Submitted}, with a request that is APPROVED.
   *
   * @param fields by field name; checked against the item
   * @param origin the platform where it was asked, so that the requester is told there
   */
  SubmitOutcome submit(String itemId, Map<String, String> fields, String origin, Actor by);

  /**
   * Approves it. Nobody approves their own request. Once somebody has decided, the answer names
   * them. Not allowed if the text is longer than {@link #TEXT_LIMIT} or holds a NUL character,
   * which goes for every text below; those that are not optional must not be blank.
   */
  Outcome approve(long id, @Nullable String comment, Actor by);

  /** Rejects it. Nobody rejects their own request; they cancel it. */
  Outcome reject(long id, String why, Actor by);

  /**
   * Completes a step, or the next one if none is named; the last open one fulfils the request.
   * Steps may be completed in any order.
   */
  Outcome fulfil(long id, @Nullable Integer step, @Nullable String note, Actor by);

  /** A word in the conversation with the requester; whatever the state. */
  Outcome say(long id, String text, Actor by);

  /** Takes it back while it is open. */
  Outcome cancel(long id, @Nullable String why, Actor by);

  /** A request by its key, {@code REQ-7}. */
  Optional<ServiceRequest> find(String key);

  /**
   * What happened to it: the latest 200 entries, oldest first. Their values hold its {@code state}.
   */
  List<RecordEntry> history(long id);

  /** A person's open requests, the latest first; at most 20. */
  List<ServiceRequest> openOf(long personId);

  /** The keys of the open requests that changed last, and when they did; the latest first. */
  Map<String, Instant> changedLately(int atMost);

  /** Requests by their ids, in no order; without those that do not exist. */
  List<ServiceRequest> byIds(Collection<Long> ids);

  /** What came of looking for an item. */
  sealed interface FoundItem {
    record One(CatalogItem item) implements FoundItem {}

    record None(List<String> nearest) implements FoundItem {}
  }

  /** What came of asking. */
  sealed interface SubmitOutcome {
    record Submitted(ServiceRequest request) implements SubmitOutcome {}

    /** Some fields are missing or wrong: by field name, what to enter. Nothing was changed. */
    record Incomplete(CatalogItem item, Map<String, String> problems) implements SubmitOutcome {}

    record UnknownItem(List<String> nearest) implements SubmitOutcome {}
  }

  /** What came of a change. */
  sealed interface Outcome {
    record Done(ServiceRequest request) implements Outcome {}

    /** Nothing was changed, since it is so already; says who did it. */
    record Already(ServiceRequest request, String what) implements Outcome {}

    /**
     * Its state, or who asks, does not allow it.
     *
     * @param allowed the commands that its state does allow, without their key: {@code fulfil}
     */
    record NotAllowed(ServiceRequest request, String why, List<String> allowed) implements Outcome {
      public NotAllowed {
        allowed = List.copyOf(allowed);
      }
    }

    record Unknown() implements Outcome {}
  }
}
