package dev.deskhand.testing;

import dev.deskhand.search.Search;
import java.util.List;

/** The keys of what a search finds. */
public final class FoundKeys {

  private FoundKeys() {}

  /** Those of the first page, for who may search everything. */
  public static List<String> everywhere(Search search, String words, long personId) {
    return of(search.find(words, new Search.Who(personId, true, true), 1));
  }

  /** Those of the first page among a person's own and what is nobody's. */
  public static List<String> own(Search search, String words, long personId) {
    return of(search.find(words, new Search.Who(personId, false, true), 1));
  }

  /** In their order. */
  public static List<String> of(Search.Found found) {
    return switch (found) {
      case Search.Found.TooMany tooMany -> throw new AssertionError("given up");
      case Search.Found.Tickets tickets ->
          tickets.tickets().stream().map(ticket -> ticket.prefix() + "-" + ticket.id()).toList();
    };
  }
}
