package dev.deskhand.conversation.commands.desk;

import static dev.deskhand.language.CommandPermission.staffAndGuests;

import dev.deskhand.cards.IncidentCards;
import dev.deskhand.cards.OutageCards;
import dev.deskhand.cards.RequestCards;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.AllowedActions;
import dev.deskhand.conversation.commands.Replies;
import dev.deskhand.conversation.commands.TicketlessCommand;
import dev.deskhand.conversation.threads.AnyTicket;
import dev.deskhand.conversation.threads.TicketFinder;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.CommandSpec.Trait;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.requests.Requests;
import dev.deskhand.search.Search;
import dev.deskhand.search.Search.Found;
import dev.deskhand.search.Search.Ticket;
import dev.deskhand.search.Search.Who;
import dev.deskhand.status.Outages;
import dev.deskhand.tickets.Incidents;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Searches all kinds of tickets. A ticket whose key is among the words comes first, and the other
 * words are looked for.
 */
@Component
@Order(80)
final class FindCommand implements TicketlessCommand<FindCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of("find", CommandGroup.DESK, "Searches tickets", "find printer paper jam")
          .takes(Param.required("words", Kind.TEXT, "what to search for"), Param.page())
          .permits(staffAndGuests())
          .with(Trait.READS);

  record Arguments(String words, int page) {}

  private static final int LONGEST_ECHO = 200;
  private static final int MOST_KEYS = 5;

  private final Search search;
  private final TicketFinder subjects;
  private final Incidents incidents;
  private final Requests requests;
  private final Outages outages;
  private final AllowedActions allowed;

  FindCommand(
      Search search,
      TicketFinder subjects,
      Incidents incidents,
      Requests requests,
      Outages outages,
      AllowedActions allowed) {
    this.search = search;
    this.subjects = subjects;
    this.incidents = incidents;
    this.requests = requests;
    this.outages = outages;
    this.allowed = allowed;
  }

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(given.text("words"), given.page());
  }

  /** Agents search everything; everyone else what is theirs, and who sees services the outages. */
  @Override
  public List<Reply> carryOut(Arguments given, CommandContext context) {
    String words = given.words();
    int page = given.page();
    Map<String, Reply.Row> named = new LinkedHashMap<>();
    String rest = withoutKeys(words, context, named);
    Who who =
        new Who(context.person().id(), context.agent(), allowed.seesServices(context.person()));
    return switch (search.find(rest, who, page)) {
      case Found.TooMany tooMany ->
          Replies.no("Too many tickets hold these words. Add one that fewer of them hold.");
      case Found.Tickets found ->
          found.total() > 0 && page > Math.ceilDiv(found.total(), Search.PAGE)
              ? Replies.noPage("find " + words, page, Search.PAGE, found.total(), Search.COUNTED)
              : answer(words, page, named, found);
    };
  }

  private List<Reply> answer(
      String words, int page, Map<String, Reply.Row> named, Found.Tickets found) {
    List<Reply.Row> rows = new ArrayList<>(page == 1 ? named.values() : List.of());
    rows(found.tickets()).stream().filter(row -> !named.containsKey(row.key())).forEach(rows::add);
    String echo = echo(words);
    String remarks = remarks(found);
    if (rows.isEmpty()) {
      return Replies.one(
          new Reply.Text(
              (found.written() == 0 ? "There is no word to look for in: " : "Nothing found for: ")
                  + echo
                  + remarks));
    }
    return Replies.one(
        new Reply.Listing(
            "Found for: " + echo + remarks,
            rows,
            Replies.pages("find " + words, page, page * Search.PAGE < found.total())));
  }

  private static String remarks(Found.Tickets found) {
    return Stream.of(
            found.counted() < found.written()
                ? " (the first %d of %,d words)".formatted(found.counted(), found.written())
                : "",
            found.pending() > 0
                ? String.format(
                    Locale.ROOT,
                    " (about %,d older tickets are still being taken into the search)",
                    found.pending())
                : "")
        .collect(Collectors.joining());
  }

  private static String echo(String words) {
    return words.codePointCount(0, words.length()) <= LONGEST_ECHO
        ? words
        : words.substring(0, words.offsetByCodePoints(0, LONGEST_ECHO)) + "…";
  }

  /**
   * Finds the tickets that are named by their keys, if the person may see them.
   *
   * @return the words to look for: without these keys, if there are others
   */
  private String withoutKeys(String words, CommandContext context, Map<String, Reply.Row> named) {
    String[] all = TicketKey.joined(words).strip().split("\\s+", -1);
    List<String> rest = new ArrayList<>();
    for (String word : all) {
      // a bare number among other words is more likely an asset's or an error's
      boolean key = all.length == 1 || !word.matches("#?[0-9].*");
      if (!key || named.size() >= MOST_KEYS || !isNamed(word, context, named)) {
        rest.add(word);
      }
    }
    return rest.isEmpty() ? words : String.join(" ", rest);
  }

  private boolean isNamed(String word, CommandContext context, Map<String, Reply.Row> named) {
    Optional<AnyTicket> found =
        TicketKey.parse(word)
            .flatMap(subjects::find)
            .filter(subject -> allowed.may(ShowCommand.SPEC, subject, context));
    found.ifPresent(subject -> named.put(subject.key(), row(subject)));
    return found.isPresent();
  }

  private static Reply.Row row(AnyTicket subject) {
    return switch (subject) {
      case AnyTicket.OfIncident(var incident) -> IncidentCards.row(incident);
      case AnyTicket.OfRequest(var request) -> RequestCards.row(request);
      case AnyTicket.OfOutage(var outage) -> OutageCards.row(outage);
      case AnyTicket.None none -> throw new IllegalArgumentException("No ticket has no row.");
    };
  }

  /** In the order of the tickets. */
  private List<Reply.Row> rows(List<Ticket> tickets) {
    Map<TicketKey.Kind, List<Long>> ids =
        tickets.stream()
            .collect(
                Collectors.groupingBy(
                    FindCommand::kind, Collectors.mapping(Ticket::id, Collectors.toList())));
    Map<Ticket, Reply.Row> rows = new LinkedHashMap<>();
    ids.forEach((kind, some) -> rows.putAll(rows(kind, some)));
    return tickets.stream().filter(rows::containsKey).map(rows::get).toList();
  }

  private Map<Ticket, Reply.Row> rows(TicketKey.Kind kind, Collection<Long> ids) {
    return switch (kind) {
      case INCIDENT ->
          incidents.byIds(ids).stream()
              .collect(Collectors.toMap(i -> new Ticket("INC", i.id()), IncidentCards::row));
      case REQUEST ->
          requests.byIds(ids).stream()
              .collect(Collectors.toMap(r -> new Ticket("REQ", r.id()), RequestCards::row));
      case OUTAGE ->
          outages.byIds(ids).stream()
              .collect(Collectors.toMap(o -> new Ticket("OUT", o.id()), OutageCards::row));
    };
  }

  private static TicketKey.Kind kind(Ticket ticket) {
    return Stream.of(TicketKey.Kind.values())
        .filter(kind -> kind.prefix().equals(ticket.prefix()))
        .findFirst()
        .orElseThrow();
  }
}
