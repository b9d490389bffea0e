package dev.deskhand.conversation.forms;

import dev.deskhand.chat.FormChoices;
import dev.deskhand.chat.MembershipStatus;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Sender;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.Suggestions;
import dev.deskhand.conversation.commands.Teams;
import dev.deskhand.conversation.tickets.AllowedActions;
import dev.deskhand.conversation.tickets.Tickets;
import dev.deskhand.language.CommandDefinition;
import dev.deskhand.language.CommandRegistry;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.Role;
import dev.deskhand.people.People;
import dev.deskhand.people.Permissions;
import dev.deskhand.people.Person;
import dev.deskhand.requests.CatalogItem;
import dev.deskhand.requests.Requests;
import dev.deskhand.status.Services;
import dev.deskhand.text.FoldedText;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

@Component
class DeskSuggestions implements Suggestions, FormChoices {

  private static final int MOST = 25;
  private static final int MOST_CHOICES = 100;

  private final People people;
  private final Tickets tickets;
  private final Requests requests;
  private final Services services;
  private final Teams teams;
  private final Permissions permissions;
  private final AllowedActions allowed;
  private final CommandRegistry commands;

  DeskSuggestions(
      People people,
      Tickets tickets,
      Requests requests,
      Services services,
      Teams teams,
      Permissions permissions,
      AllowedActions allowed,
      CommandRegistry commands) {
    this.people = people;
    this.permissions = permissions;
    this.allowed = allowed;
    this.commands = commands;
    this.tickets = tickets;
    this.requests = requests;
    this.services = services;
    this.teams = teams;
  }

  @Override
  public List<Reply.Option> suggest(Sender sender, Param param, String typed) {
    return best(options(person(sender), param, typed), typed, MOST);
  }

  @Override
  public List<Reply.Option> choices(Sender sender, String command, String input, String typed) {
    Person person = person(sender);
    return commands
        .begins(command)
        .map(CommandDefinition::spec)
        .filter(spec -> permissions.concerns(person, spec))
        .map(spec -> best(choices(person, spec, command, input, typed), typed, MOST_CHOICES))
        .orElse(List.of());
  }

  private Stream<Reply.Option> choices(
      Person person, CommandSpec spec, String command, String input, String typed) {
    boolean ofItem = spec.params().stream().anyMatch(param -> param.kind() == Param.Kind.ITEM);
    return ofItem
        ? choicesOf(command.substring(spec.words().length()).strip(), input)
        : spec.params().stream()
            .filter(param -> param.name().equals(input))
            .limit(1)
            .flatMap(param -> options(person, param, typed));
  }

  private Stream<Reply.Option> choicesOf(String named, String input) {
    return requests.item(named) instanceof Requests.FoundItem.One(CatalogItem item)
        ? item.fields().stream()
            .filter(field -> field.name().equals(input))
            .flatMap(field -> field.choices().stream())
            .map(choice -> new Reply.Option(choice, choice))
        : Stream.empty();
  }

  /** Those that hold what was typed; first those that begin with it. */
  private static List<Reply.Option> best(Stream<Reply.Option> options, String typed, int most) {
    String wanted = FoldedText.name(typed);
    return options
        .filter(
            option ->
                FoldedText.name(option.value()).contains(wanted)
                    || FoldedText.name(option.label()).contains(wanted))
        .sorted(Comparator.comparing(option -> !FoldedText.name(option.label()).startsWith(wanted)))
        .limit(most)
        .toList();
  }

  /** Somebody whom the desk has not met is an employee to be, if their platform calls them one. */
  private Person person(Sender sender) {
    if (people.find(sender.platform(), "@" + sender.userId())
        instanceof People.Found.One(Person person)) {
      return person;
    }
    return new Person(
        0,
        sender.name(),
        sender.standing() == MembershipStatus.MEMBER ? Set.of(Role.EMPLOYEE) : Set.of());
  }

  private Stream<Reply.Option> options(Person person, Param param, String typed) {
    return switch (param.kind()) {
      case KEY, KEYS -> tickets(person, param, typed);
      case SERVICE ->
          allowed.seesServices(person)
              ? services.all().stream()
                  .map(service -> new Reply.Option(service.name(), service.name()))
              : Stream.empty();
      case ITEM ->
          permissions.concerns(person, commands.spec("catalog"))
              ? requests.catalog().stream().map(item -> new Reply.Option(item.id(), item.name()))
              : Stream.empty();
      case PERSON_OR_TEAM ->
          permissions.concerns(person, commands.spec("assign"))
              ? teams.names().stream().map(team -> new Reply.Option(team, team))
              : Stream.empty();
      case COMMAND ->
          commands.all().stream()
              .filter(spec -> permissions.concerns(person, spec))
              .map(spec -> new Reply.Option(spec.words(), spec.usage()));
      case TEXT, WORD, CHANNEL, CHOICE, PERSON, PERIOD, NUMBER, PAGE, ID, ROLES, FIELDS ->
          Stream.empty();
    };
  }

  private Stream<Reply.Option> tickets(Person person, Param param, String typed) {
    if (person.id() == 0 || !permissions.concerns(person, commands.spec("show"))) {
      return Stream.empty();
    }
    return tickets
        .kinds()
        .filter(kind -> isWanted(param, kind.kind()))
        .flatMap(kind -> kind.suggestions(person, typed));
  }

  private static boolean isWanted(Param param, TicketKey.Kind kind) {
    return param.kind() == Param.Kind.KEYS
        ? kind == TicketKey.Kind.INCIDENT
        : param.choices().isEmpty()
            || param.choices().contains(kind.prefix().toLowerCase(Locale.ROOT));
  }
}
