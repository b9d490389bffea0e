package dev.deskhand.conversation.commands.desk;

import static dev.deskhand.language.CommandPermission.staffAndGuests;

import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.TicketlessCommand;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.conversation.tickets.AllowedActions;
import dev.deskhand.conversation.tickets.Ticket;
import dev.deskhand.conversation.tickets.Tickets;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.CommandSpec.Trait;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.search.Search;
import dev.deskhand.search.Search.Found;
import dev.deskhand.search.Search.Who;
import dev.deskhand.text.Text;
import java.util.ArrayList;
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
record FindCommand(Search search, Tickets tickets, AllowedActions allowed)
    implements TicketlessCommand<FindCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of("find", CommandGroup.DESK, "Searches tickets", "find printer paper jam")
          .takes(Param.required("words", Kind.TEXT, "what to search for"), Param.page())
          .permits(staffAndGuests())
          .with(Trait.READS);

  record Arguments(String words, int page) {}

  private static final int LONGEST_ECHO = 200;
  private static final int MOST_KEYS = 5;

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
    return Text.cut(words, LONGEST_ECHO + 1);
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
    Optional<Ticket> found =
        TicketKey.parse(word)
            .flatMap(tickets::find)
            .filter(subject -> allowed.may(ShowCommand.SPEC, subject, context));
    found.ifPresent(subject -> named.put(subject.key(), subject.row()));
    return found.isPresent();
  }

  /** In the order of what was found. */
  private List<Reply.Row> rows(List<Search.Ticket> found) {
    Map<String, List<Long>> ids =
        found.stream()
            .collect(
                Collectors.groupingBy(
                    Search.Ticket::prefix,
                    Collectors.mapping(Search.Ticket::id, Collectors.toList())));
    Map<String, Map<Long, Reply.Row>> rows =
        tickets
            .kinds()
            .filter(kind -> ids.containsKey(kind.kind().prefix()))
            .collect(
                Collectors.toMap(
                    kind -> kind.kind().prefix(),
                    kind -> kind.rows(ids.getOrDefault(kind.kind().prefix(), List.of()))));
    return found.stream()
        .flatMap(
            each -> Stream.ofNullable(rows.getOrDefault(each.prefix(), Map.of()).get(each.id())))
        .toList();
  }
}
