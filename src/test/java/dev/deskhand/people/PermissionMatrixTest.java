package dev.deskhand.people;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.TicketKey;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.Relation;
import dev.deskhand.language.Role;
import dev.deskhand.people.Permissions.Verdict;
import dev.deskhand.people.roles.PermissionService;
import dev.deskhand.record.RecordWriter;
import dev.deskhand.testing.Spoken;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.json.JsonMapper;

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
      merge           G|
      relate          G|
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
      new PermissionService(
          new RecordWriter(
              new NamedParameterJdbcTemplate(new DriverManagerDataSource()),
              new JsonMapper(),
              Clock.systemUTC()));

  @Test
  void everyCommandHasARowHereAndThere() {
    assertThat(expected().keySet()).containsExactlyInAnyOrderElementsOf(commands());
  }

  @Test
  void everyRoleCommandAndRelationIsDecidedAsExpected() {
    Map<CommandSpec, String[]> expected = expected();
    Set<String> wrong = new TreeSet<>();
    int decided = 0;
    for (Set<Role> roles : subsets(Role.class)) {
      Person person = new Person(1, "Sam", roles);
      for (CommandSpec command : commands()) {
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
    assertThat(decided).isEqualTo(32 * commands().size() * 32);
  }

  @Test
  void whatIsDeniedIsDeniedInWords() {
    for (Role role : Role.values()) {
      for (CommandSpec command : commands()) {
        Verdict verdict = permissions.may(new Person(1, "Sam", Set.of(role)), command, Set.of());
        if (verdict instanceof Verdict.Denied denied) {
          assertThat(denied.why())
              .contains("\"" + command.words() + "\" is only for ")
              .endsWith(".");
        }
      }
    }
    assertThat(permissions.may(employee(), command("reopen"), Set.of()))
        .isEqualTo(new Verdict.Denied("\"reopen\" is only for agents and its requester."));
  }

  @Test
  void anOutageIsForEverybodyToReadAndNobodyElsesToChange() {
    assertThat(permissions.may(employee(), command("show"), TicketKey.Kind.OUTAGE, Set.of()))
        .isInstanceOf(Verdict.Allowed.class);
    assertThat(permissions.may(employee(), command("show"), TicketKey.Kind.INCIDENT, Set.of()))
        .isInstanceOf(Verdict.Denied.class);
    assertThat(
            permissions.may(employee(), command("outage update"), TicketKey.Kind.OUTAGE, Set.of()))
        .isInstanceOf(Verdict.Denied.class);
  }

  @Test
  void nobodyApprovesTheirOwnRequestWhateverTheyAre() {
    Person everything = new Person(1, "Sam", EnumSet.allOf(Role.class));
    assertThat(
            permissions.may(
                everything, command("approve"), Set.of(Relation.REQUESTER, Relation.APPROVER)))
        .isInstanceOf(Verdict.Denied.class);
  }

  @Test
  void aCommandConcernsWhoeverMayGiveItOnSomeTicket() {
    assertThat(permissions.concerns(employee(), command("reply"))).isTrue();
    assertThat(permissions.concerns(employee(), command("take"))).isFalse();
    assertThat(permissions.concerns(employee(), command("approve"))).isFalse();
    assertThat(permissions.concerns(new Person(1, "Mo", Set.of(Role.MANAGER)), command("approve")))
        .isTrue();
    assertThat(permissions.concerns(employee(), command("help"))).isTrue();
    assertThat(permissions.concerns(new Person(1, "Sam", Set.of()), command("reply"))).isFalse();
    assertThat(permissions.concerns(new Person(1, "Sam", Set.of()), command("help"))).isTrue();
  }

  @Test
  void aGuestReportsAndSeesAndAnswersTheirOwnAndNothingElse() {
    Person guest = new Person(1, "Gil", Set.of(Role.GUEST));
    Set<CommandSpec> concerned = new HashSet<>();
    Set<CommandSpec> onOthers = new HashSet<>();
    for (CommandSpec command : commands()) {
      if (permissions.concerns(guest, command)) {
        concerned.add(command);
      }
      if (permissions.may(guest, command, Set.of()) instanceof Verdict.Allowed) {
        onOthers.add(command);
      }
    }

    assertThat(onOthers)
        .containsExactlyInAnyOrder(
            command("help"), command("whoami"), command("report"), command("my"), command("find"));
    concerned.removeAll(onOthers);
    assertThat(concerned)
        .containsExactlyInAnyOrder(
            command("show"),
            command("files"),
            command("reply"),
            command("attach"),
            command("reopen"),
            command("cancel"));
    assertThat(permissions.may(guest, command("show"), TicketKey.Kind.OUTAGE, Set.of()))
        .isInstanceOf(Verdict.Denied.class);
  }

  private static List<CommandSpec> commands() {
    return Spoken.REGISTRY.all();
  }

  private static CommandSpec command(String words) {
    return Spoken.REGISTRY.spec(words);
  }

  private static Person employee() {
    return new Person(1, "Sam", Set.of(Role.EMPLOYEE));
  }

  private static boolean expects(
      String[] row, CommandSpec command, Set<Role> roles, Set<Relation> relations) {
    if (row[0].equals("*")) {
      return true;
    }
    if (roles.isEmpty()) {
      return false;
    }
    if ((command.words().equals("approve") || command.words().equals("reject"))
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

  private static Map<CommandSpec, String[]> expected() {
    Map<CommandSpec, String[]> rows = new HashMap<>();
    EXPECTED
        .lines()
        .forEach(
            line -> {
              String[] parts = line.split(" +", 2);
              rows.put(command(parts[0].replace('-', ' ')), parts[1].split("\\|", -1));
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
