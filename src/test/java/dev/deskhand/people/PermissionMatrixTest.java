package dev.deskhand.people;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.TicketKey;
import dev.deskhand.language.CommandName;
import dev.deskhand.people.Permissions.Relation;
import dev.deskhand.people.Permissions.Verdict;
import dev.deskhand.people.roles.PermissionService;
import dev.deskhand.people.roles.PermissionTable;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Every role, command and relation against a table that is written down here a second time. */
class PermissionMatrixTest {

  /**
   * Role letters before the bar (E, G for agent, M, A for admin; * for nobody's role needed),
   * relation letters after it (r requester, s assignee, w watcher, p approver, d reader).
   */
  private static final String EXPECTED =
      """
      help            *|
      whoami          *|
      report          EGMAU|
      attach          G|r
      my              EGMAU|
      show            GMA|rswpd
      files           GMA|rswp
      find            EGMAU|
      status          EGMA|
      subscribe       EGMA|
      unsubscribe     EGMA|
      catalog         EGMA|
      request         EGMA|
      reply           G|rw
      reopen          G|r
      cancel          G|r
      queue           GM|
      tickets         G|
      take            G|
      assign          G|
      priority        G|
      note            G|
      wait            G|
      resume          G|
      resolve         G|
      close           G|
      fulfil          G|
      outage-declare  G|
      outage-update   G|
      outage-resolve  G|
      outage-attach   G|
      outage-detach   G|
      approve         |p
      reject          |p
      summary         M|
      metrics         M|
      role            A|
      service-add     A|
      service-rename  A|
      service-retire  A|
      channel         A|
      panel           A|
      audit           A|
      undelivered     A|
      """;

  private static final Map<Character, Role> ROLES =
      Map.of(
          'E', Role.EMPLOYEE, 'G', Role.AGENT, 'M', Role.MANAGER, 'A', Role.ADMIN, 'U', Role.GUEST);
  private static final Map<Character, Relation> RELATIONS =
      Map.of(
          'r', Relation.REQUESTER,
          's', Relation.ASSIGNEE,
          'w', Relation.WATCHER,
          'p', Relation.APPROVER,
          'd', Relation.READER);

  private final Permissions permissions =
      new PermissionService(JdbcClient.create(new DriverManagerDataSource()));

  @Test
  void everyCommandHasARowHereAndThere() {
    assertThat(expected().keySet()).containsExactlyInAnyOrder(CommandName.values());
    for (CommandName command : CommandName.values()) {
      assertThat(PermissionTable.of(command).command()).isEqualTo(command);
    }
  }

  @Test
  void everyRoleCommandAndRelationIsDecidedAsExpected() {
    Map<CommandName, String[]> expected = expected();
    Set<String> wrong = new TreeSet<>();
    int decided = 0;
    for (Set<Role> roles : subsets(Role.class)) {
      Person person = new Person(1, "Sam", roles);
      for (CommandName command : CommandName.values()) {
        for (Set<Relation> relations : subsets(Relation.class)) {
          boolean may = permissions.may(person, command, relations) instanceof Verdict.Allowed;
          if (may != expects(requireNonNull(expected.get(command)), command, roles, relations)) {
            wrong.add(roles + " " + command + " " + relations + (may ? " may" : " may not"));
          }
          decided++;
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(decided).isEqualTo(32 * CommandName.values().length * 32);
  }

  @Test
  void whatIsDeniedIsDeniedInWords() {
    for (Role role : Role.values()) {
      for (CommandName command : CommandName.values()) {
        Verdict verdict = permissions.may(new Person(1, "Sam", Set.of(role)), command, Set.of());
        if (verdict instanceof Verdict.Denied denied) {
          assertThat(denied.why())
              .contains("\"" + command.words() + "\" is only for ")
              .endsWith(".");
        }
      }
    }
    assertThat(permissions.may(employee(), CommandName.REOPEN, Set.of()))
        .isEqualTo(new Verdict.Denied("\"reopen\" is only for agents and its requester."));
  }

  @Test
  void anOutageIsForEverybodyToReadAndNobodyElsesToChange() {
    assertThat(permissions.may(employee(), CommandName.SHOW, TicketKey.Kind.OUTAGE, Set.of()))
        .isInstanceOf(Verdict.Allowed.class);
    assertThat(permissions.may(employee(), CommandName.SHOW, TicketKey.Kind.INCIDENT, Set.of()))
        .isInstanceOf(Verdict.Denied.class);
    assertThat(
            permissions.may(employee(), CommandName.OUTAGE_UPDATE, TicketKey.Kind.OUTAGE, Set.of()))
        .isInstanceOf(Verdict.Denied.class);
  }

  @Test
  void nobodyApprovesTheirOwnRequestWhateverTheyAre() {
    Person everything = new Person(1, "Sam", EnumSet.allOf(Role.class));
    assertThat(
            permissions.may(
                everything, CommandName.APPROVE, Set.of(Relation.REQUESTER, Relation.APPROVER)))
        .isInstanceOf(Verdict.Denied.class);
  }

  @Test
  void aCommandConcernsWhoeverMayGiveItOnSomeTicket() {
    assertThat(permissions.concerns(employee(), CommandName.REPLY)).isTrue();
    assertThat(permissions.concerns(employee(), CommandName.TAKE)).isFalse();
    assertThat(permissions.concerns(employee(), CommandName.APPROVE)).isFalse();
    assertThat(permissions.concerns(new Person(1, "Mo", Set.of(Role.MANAGER)), CommandName.APPROVE))
        .isTrue();
    assertThat(permissions.concerns(employee(), CommandName.HELP)).isTrue();
    assertThat(permissions.concerns(new Person(1, "Sam", Set.of()), CommandName.REPLY)).isFalse();
    assertThat(permissions.concerns(new Person(1, "Sam", Set.of()), CommandName.HELP)).isTrue();
  }

  @Test
  void aGuestReportsAndSeesAndAnswersTheirOwnAndNothingElse() {
    Person guest = new Person(1, "Gil", Set.of(Role.GUEST));
    Set<CommandName> concerned = EnumSet.noneOf(CommandName.class);
    Set<CommandName> onOthers = EnumSet.noneOf(CommandName.class);
    for (CommandName command : CommandName.values()) {
      if (permissions.concerns(guest, command)) {
        concerned.add(command);
      }
      if (permissions.may(guest, command, Set.of()) instanceof Verdict.Allowed) {
        onOthers.add(command);
      }
    }

    assertThat(onOthers)
        .containsExactlyInAnyOrder(
            CommandName.HELP,
            CommandName.WHOAMI,
            CommandName.REPORT,
            CommandName.MY,
            CommandName.FIND);
    concerned.removeAll(onOthers);
    assertThat(concerned)
        .containsExactlyInAnyOrder(
            CommandName.SHOW,
            CommandName.FILES,
            CommandName.REPLY,
            CommandName.ATTACH,
            CommandName.REOPEN,
            CommandName.CANCEL);
    assertThat(permissions.may(guest, CommandName.SHOW, TicketKey.Kind.OUTAGE, Set.of()))
        .isInstanceOf(Verdict.Denied.class);
  }

  private static Person employee() {
    return new Person(1, "Sam", Set.of(Role.EMPLOYEE));
  }

  private static boolean expects(
      String[] row, CommandName command, Set<Role> roles, Set<Relation> relations) {
    if (row[0].equals("*")) {
      return true;
    }
    if (roles.isEmpty()) {
      return false;
    }
    if ((command == CommandName.APPROVE || command == CommandName.REJECT)
        && (relations.contains(Relation.REQUESTER)
            || Set.of(Role.EMPLOYEE, Role.GUEST).containsAll(roles))) {
      return false;
    }
    return row[0].chars().anyMatch(letter -> roles.contains(ROLES.get((char) letter)))
        || row[1]
            .chars()
            .mapToObj(letter -> RELATIONS.get((char) letter))
            // what is published is for employees, not for guests
            .filter(what -> what != Relation.READER || !roles.equals(Set.of(Role.GUEST)))
            .anyMatch(relations::contains);
  }

  private static Map<CommandName, String[]> expected() {
    Map<CommandName, String[]> rows = new HashMap<>();
    EXPECTED
        .lines()
        .forEach(
            line -> {
              String[] parts = line.split(" +", 2);
              CommandName command =
                  CommandName.valueOf(parts[0].replace('-', '_').toUpperCase(Locale.ROOT));
              rows.put(command, parts[1].split("\\|", -1));
            });
    return rows;
  }

  private static <E extends Enum<E>> List<Set<E>> subsets(Class<E> type) {
    E[] all = type.getEnumConstants();
    return IntStream.range(0, 1 << all.length)
        .mapToObj(
            bits -> {
              Set<E> subset = EnumSet.noneOf(type);
              for (int i = 0; i < all.length; i++) {
                if ((bits & (1 << i)) != 0) {
                  subset.add(all[i]);
                }
              }
              return subset;
            })
        .toList();
  }
}
