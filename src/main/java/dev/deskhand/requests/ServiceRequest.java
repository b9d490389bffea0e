package dev.deskhand.requests;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it stands.
 *
 * @param id the desk's id; the key is made of it
 * @param itemId the catalog item, as it was when it was asked for
 * @param fields what was entered, by label, in the item's order
 * @param approverRole the role whose approval it needs, in lower case; null if none
 * @param decidedByName who approved or rejected it
 * @param steps what fulfilment consists of
 */
public record ServiceRequest(
    long id,
    String itemId,
    String itemName,
    State state,
    Map<String, String> fields,
    long requesterId,
    String requesterName,
    String origin,
    @Nullable String team,
    @Nullable String approverRole,
    @Nullable Long decidedById,
    @Nullable String decidedByName,
    @Nullable String decisionComment,
    List<Step> steps,
    Instant openedAt,
    Instant changedAt) {

  public ServiceRequest {
    steps = List.copyOf(steps);
  }

  /** The key that people use: {@code REQ-7}. */
  public String key() {
    return "REQ-" + id;
  }

  /** The states of a request. */
  public enum State {
    SUBMITTED,
    AWAITING_APPROVAL,
    APPROVED,
    IN_FULFILMENT,
    FULFILLED,
    REJECTED,
    CANCELLED;

    /** Whether there is still something to do. */
    public boolean open() {
      return this != FULFILLED && this != REJECTED && this != CANCELLED;
    }
  }

  /**
   * A step of fulfilment.
   *
   * @param number from 1
   * @param doneAt when it was done; null if it is still to do
   */
  public record Step(
      int number,
      String name,
      @Nullable Instant doneAt,
      @Nullable String doneByName,
      @Nullable String note) {}
}
