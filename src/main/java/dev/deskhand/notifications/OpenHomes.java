package dev.deskhand.notifications;

import dev.deskhand.tickets.Incidents.QueueFilter;
import org.jspecify.annotations.Nullable;

/**
 * Who has their {@link dev.deskhand.chat.optional.HomeScreen home screen} open, and what it shows.
 * Of those who opened it within the last hours ({@code DESKHAND_NOTIFICATIONS_HOMES_OPEN_FOR}) it
 * is brought up to date when something of it changes.
 */
public interface OpenHomes {

  /** What the screen of an account shows, or would if it was opened. */
  Shows shows(String platform, String userId);

  /**
   * A person looks at their screen now; part of the caller's transaction.
   *
   * @param works whether it shows the work list too
   */
  void opened(String platform, String userId, long personId, Shows shows, boolean works);

  /**
   * What a screen shows where it holds more than fits.
   *
   * @param own the page of the person's own tickets
   * @param queue the part of the work list
   */
  record Shows(int own, WorkList queue) {

    /** What it shows at first. */
    public static final Shows FIRST =
        new Shows(1, new WorkList(QueueFilter.View.OPEN, null, null, 1));
  }

  /**
   * A part of the work list.
   *
   * @param service only what concerns this service
   * @param priority only this priority, from 1
   */
  record WorkList(
      QueueFilter.View view, @Nullable String service, @Nullable Integer priority, int page) {}
}
