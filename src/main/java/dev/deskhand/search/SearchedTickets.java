package dev.deskhand.search;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One kind of ticket that can be searched; implemented by the module whose tickets they are. */
public interface SearchedTickets {

  /** What its keys begin with: {@code INC}. */
  String prefix();

  /** The ids below one, the highest first. */
  List<Long> below(long id, int most);

  /** The words of some tickets as they are now, within the transaction. */
  List<Texts> texts(Collection<Long> ids);

  /**
   * What is said in a ticket, the weightiest first.
   *
   * @param requesterId whose it is; null if everybody who sees services may find it
   * @param reporterId who reported it for them; null if nobody did
   * @param subject its title
   * @param description what it is about, in the person's words
   * @param labels what it is sorted under, and the number it was imported with
   * @param said what was said of it in public
   * @param noted what was said of it internally, which neither of the two may find it by
   */
  record Texts(
      long id,
      @Nullable Long requesterId,
      @Nullable Long reporterId,
      Instant openedAt,
      String subject,
      String description,
      String labels,
      String said,
      String noted) {}
}
