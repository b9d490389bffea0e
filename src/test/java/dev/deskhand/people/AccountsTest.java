package dev.deskhand.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.Account;
import dev.deskhand.chat.Accounts;
import dev.deskhand.chat.MembershipStatus;
import dev.deskhand.chat.Sender;
import dev.deskhand.language.Role;
import dev.deskhand.people.People.RoleOutcome;
import dev.deskhand.record.RecordReader;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.QueryCount;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** What platforms say about accounts, and what it makes of somebody's roles. */
@DeskhandTest
@TestPropertySource(
    properties = {
      "DESKHAND_ADMINS=slack:UADMIN, discord:42",
      "DESKHAND_SLACK_ROLES=S1:agent, S2:manager, S2:agent"
    })
class AccountsTest {

  private static final Sender SAM = sender("U1", "Sam", MembershipStatus.UNKNOWN);

  private final People people;
  private final Accounts accounts;
  private final RecordReader record;
  private final QueryCount count;

  @Autowired
  AccountsTest(People people, Accounts accounts, RecordReader record, QueryCount count) {
    this.people = people;
    this.accounts = accounts;
    this.record = record;
    this.count = count;
  }

  @Test
  void somebodyOfWhomNothingIsKnownIsAGuestUntilThePlatformSaysMore() {
    assertThat(people.recognise(SAM).roles()).containsExactly(Role.GUEST);
    assertThat(accounts.calls("slack", "U1")).isEmpty();

    accounts.learn(account("U1", MembershipStatus.MEMBER, null));

    assertThat(people.recognise(SAM).roles()).containsExactly(Role.EMPLOYEE);
    assertThat(accounts.calls("slack", "U1")).contains("Sam");
  }

  @Test
  void ofSomeGroupsSomebodyIsInJustThoseAndStaysInTheOthers() {
    accounts.learn(account("U1", MembershipStatus.MEMBER, Set.of("S1")));

    accounts.memberOf("slack", "U1", Set.of("S2", "S3"), Set.of("S2", "S3"));
    assertThat(people.recognise(SAM).roles())
        .containsExactlyInAnyOrder(Role.EMPLOYEE, Role.AGENT, Role.MANAGER);

    accounts.memberOf("slack", "U1", Set.of("S2"), Set.of());
    assertThat(people.recognise(SAM).roles()).containsExactlyInAnyOrder(Role.EMPLOYEE, Role.AGENT);

    accounts.memberOf("slack", "U9", Set.of("S1"), Set.of("S1"));
    assertThat(accounts.calls("slack", "U9")).isEmpty();
  }

  @Test
  void whatIsKnownGoesBeforeAPlatformThatDoesNotSay() {
    accounts.learn(account("U1", MembershipStatus.MEMBER, null));

    assertThat(people.recognise(SAM).roles()).containsExactly(Role.EMPLOYEE);
  }

  @Test
  void nameAddressAndZoneAreKeptAndShown() {
    accounts.learn(
        new Account(
            "slack",
            "U1",
            "Sam Jones",
            "sam@example.com",
            ZoneId.of("Europe/Berlin"),
            MembershipStatus.MEMBER,
            null));

    assertThat(profile("U1").accounts())
        .containsExactly(
            new Profile.Account(
                "slack",
                "Sam Jones",
                "sam@example.com",
                ZoneId.of("Europe/Berlin"),
                MembershipStatus.MEMBER));
    assertThat(profile("U1").person().name()).isEqualTo("Sam Jones");
  }

  @Test
  void whatIsKnownAlreadyIsNotWrittenAgain() {
    accounts.learn(account("U1", MembershipStatus.MEMBER, Set.of("S1")));
    count.reset();

    accounts.learn(account("U1", MembershipStatus.MEMBER, Set.of("S1")));
    accounts.learn(account("U1", MembershipStatus.MEMBER, null));

    assertThat(count.statements()).as(count.toString()).hasSize(2);
    assertThat(count.statements()).allMatch(sql -> sql.stripLeading().startsWith("select"));
  }

  @Test
  void nothingIsKeptAboutSomebodyUnknownWhoOnlyChanged() {
    accounts.refresh(account("U1", MembershipStatus.MEMBER, null));

    assertThat(people.find("slack", "@U1")).isInstanceOf(People.Found.Nobody.class);
  }

  @Test
  void aGroupCarriesItsRolesAsLongAsOneIsInIt() {
    accounts.learn(account("U1", MembershipStatus.MEMBER, null));

    assertThat(accounts.members("slack", "S2", Set.of("U1", "U2"))).containsExactly("U2");

    assertThat(people.recognise(SAM).roles())
        .containsExactlyInAnyOrder(Role.EMPLOYEE, Role.AGENT, Role.MANAGER);
    assertThat(people.having(Role.MANAGER, 10)).extracting(Person::name).contains("Sam");
    assertThat(profile("U1").sources())
        .containsEntry(Role.EMPLOYEE, List.of("as a member"))
        .containsEntry(Role.MANAGER, List.of("by the slack group S2"));

    accounts.members("slack", "S2", Set.of());

    assertThat(people.recognise(SAM).roles()).containsExactly(Role.EMPLOYEE);
    assertThat(people.having(Role.MANAGER, 10)).extracting(Person::name).doesNotContain("Sam");
    assertThat(record.ofDesk(0, 30))
        .extracting(
            entry ->
                entry.actorName()
                    + " role "
                    + entry.subject().name()
                    + ": "
                    + entry.after().inWords())
        .contains("slack role Sam: employee, agent, manager", "slack role Sam: employee");
  }

  @Test
  void aGroupThatCarriesNoRoleIsNotKept() {
    accounts.learn(account("U1", MembershipStatus.MEMBER, Set.of("S9")));

    assertThat(accounts.members("slack", "S9", Set.of("U1", "U5"))).isEmpty();
    assertThat(accounts.groups("slack")).containsExactlyInAnyOrder("S1", "S2");
    assertThat(accounts.groups("discord")).isEmpty();
    assertThat(people.recognise(SAM).roles()).containsExactly(Role.EMPLOYEE);
  }

  @Test
  void aRoleThatAGroupCarriesIsTakenInTheGroupAlone() {
    Person admin = people.recognise(sender("UADMIN", "Ann", MembershipStatus.MEMBER));
    accounts.learn(account("U1", MembershipStatus.MEMBER, Set.of("S1")));
    Person sam = people.recognise(SAM);

    assertThat(people.changeRoles(sam.id(), Set.of(), Set.of(Role.AGENT), by(admin)))
        .isEqualTo(
            new RoleOutcome.Refused(
                "Sam is agent by the slack group S1. Take them out of the group, and the role"
                    + " goes."));

    people.changeRoles(sam.id(), Set.of(Role.AGENT), Set.of(), by(admin));
    assertThat(profile("U1").sources())
        .containsEntry(Role.AGENT, List.of("given by an admin", "by the slack group S1"));
    assertThat(people.changeRoles(sam.id(), Set.of(), Set.of(Role.AGENT), by(admin)))
        .isInstanceOfSatisfying(
            RoleOutcome.Changed.class,
            changed -> assertThat(changed.person().is(Role.AGENT)).isTrue());
    accounts.members("slack", "S1", Set.of());
    assertThat(people.recognise(SAM).roles()).containsExactly(Role.EMPLOYEE);
  }

  @Test
  void whoLeavesLosesEveryRoleAndOnlyWhatTheyAreComesBack() {
    Person admin = people.recognise(sender("UADMIN", "Ann", MembershipStatus.MEMBER));
    accounts.learn(account("U1", MembershipStatus.MEMBER, Set.of("S1")));
    Person sam = people.recognise(SAM);
    people.changeRoles(sam.id(), Set.of(Role.MANAGER, Role.AGENT), Set.of(), by(admin));

    accounts.refresh(account("U1", MembershipStatus.GONE, null));

    assertThat(people.byId(sam.id())).contains(new Person(sam.id(), "Sam", Set.of()));
    assertThat(profile("U1").gone()).isTrue();
    assertThat(people.having(Role.AGENT, 10)).extracting(Person::id).doesNotContain(sam.id());
    assertThat(people.reach(sam.id(), "slack")).isEmpty();
    assertThat(people.changeRoles(sam.id(), Set.of(Role.AGENT), Set.of(), by(admin)))
        .isInstanceOf(RoleOutcome.Refused.class);

    accounts.refresh(account("U1", MembershipStatus.MEMBER, null));

    assertThat(people.recognise(SAM).roles()).containsExactlyInAnyOrder(Role.EMPLOYEE, Role.AGENT);
    assertThat(profile("U1").sources()).containsEntry(Role.AGENT, List.of("by the slack group S1"));
    assertThat(people.reach(sam.id(), "slack")).isPresent();
    assertThat(record.ofDesk(0, 30))
        .extracting(entry -> entry.before().inWords() + " > " + entry.after().inWords())
        .contains("employee, agent, manager > ", " > employee, agent");
  }

  @Test
  void aGuestWhoBecomesAMemberIsAnEmployeeAndTheOtherWayRound() {
    people.recognise(sender("U1", "Sam", MembershipStatus.GUEST));
    assertThat(profile("U1").sources()).containsOnly(Map.entry(Role.GUEST, List.of("as a guest")));

    assertThat(people.recognise(sender("U1", "Sam", MembershipStatus.MEMBER)).roles())
        .as("told from memory")
        .containsExactly(Role.GUEST);

    accounts.learn(account("U1", MembershipStatus.MEMBER, null));
    assertThat(people.recognise(SAM).roles()).containsExactly(Role.EMPLOYEE);
    accounts.learn(account("U1", MembershipStatus.GUEST, null));
    assertThat(people.recognise(SAM).roles()).containsExactly(Role.GUEST);
  }

  @Test
  void aGuestKeepsTheRoleThatAnAdminGave() {
    Person admin = people.recognise(sender("UADMIN", "Ann", MembershipStatus.MEMBER));
    Person sam = people.recognise(sender("U1", "Sam", MembershipStatus.GUEST));

    people.changeRoles(sam.id(), Set.of(Role.EMPLOYEE), Set.of(), by(admin));

    assertThat(people.recognise(SAM).roles()).containsExactly(Role.EMPLOYEE);
    assertThat(profile("U1").sources()).containsEntry(Role.EMPLOYEE, List.of("given by an admin"));
  }

  private Profile profile(String userId) {
    return people
        .profile(people.recognise(sender(userId, name(userId), MembershipStatus.UNKNOWN)).id())
        .orElseThrow();
  }

  private String name(String userId) {
    return accounts.calls("slack", userId).orElse("Sam");
  }

  private static Sender sender(String userId, String name, MembershipStatus standing) {
    return new Sender("slack", userId, name, standing);
  }

  private static Account account(
      String userId, MembershipStatus standing, @Nullable Set<String> groups) {
    return new Account("slack", userId, "Sam", null, null, standing, groups);
  }

  private static Actor by(Person person) {
    return new Actor(
        person.id(), person.name(), "slack:C1", "c-1", Instant.parse("2026-03-02T09:00:00Z"));
  }
}
