package dev.deskhand.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.chat.Sender;
import dev.deskhand.language.Role;
import dev.deskhand.people.People.Found;
import dev.deskhand.people.People.RoleOutcome;
import dev.deskhand.record.RecordReader;
import dev.deskhand.record.Subject;
import dev.deskhand.record.Verb;
import dev.deskhand.record.Viewer;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.QueryCount;
import dev.deskhand.testing.Spoken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@DeskhandTest
@TestPropertySource(
    properties = {
      "DESKHAND_ADMINS=slack:UADMIN, discord:42",
      "DESKHAND_SLACK_ROLES=S1:agent, S2:manager, S2:agent"
    })
class PeopleTest {

  private static final Sender SAM = new Sender("slack", "U1", "Sam Smith");

  private final People people;
  private final Permissions permissions;
  private final RecordReader record;
  private final JdbcClient jdbc;
  private final QueryCount count;

  @Autowired
  PeopleTest(
      People people,
      Permissions permissions,
      RecordReader record,
      JdbcClient jdbc,
      QueryCount count) {
    this.record = record;
    this.people = people;
    this.permissions = permissions;
    this.jdbc = jdbc;
    this.count = count;
  }

  @Test
  void somebodyNewBecomesAnEmployeeAndIsTheSamePersonAfterwards() {
    Person first = people.recognise(SAM);

    assertThat(first.name()).isEqualTo("Sam Smith");
    assertThat(first.roles()).containsExactly(Role.EMPLOYEE);
    assertThat(people.recognise(SAM)).isEqualTo(first);
    assertThat(people.identities(first.id()))
        .containsExactly(new Identity("slack", "U1", "Sam Smith"));
  }

  @Test
  void somebodyKnownCostsOneStatement() {
    people.recognise(SAM);
    count.reset();

    people.recognise(SAM);

    assertThat(count.statements()).as(count.toString()).hasSize(1);
  }

  @Test
  void firstContactsAtTheSameMomentMakeOnePerson() throws Exception {
    int contacts = 12;
    CountDownLatch together = new CountDownLatch(contacts);
    List<Callable<Long>> calls = new ArrayList<>();
    for (int i = 0; i < contacts; i++) {
      calls.add(
          () -> {
            together.countDown();
            together.await();
            return people.recognise(SAM).id();
          });
    }
    List<Long> ids = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Long> id : threads.invokeAll(calls)) {
        ids.add(id.get());
      }
    }

    assertThat(ids).containsOnly(ids.getFirst());
    assertThat(number("select count(*) from person where name = 'Sam Smith'")).isEqualTo(1);
  }

  @Test
  void aNewNameIsKeptForTheAccountAndThePerson() {
    Person sam = people.recognise(SAM);

    Person renamed = people.recognise(new Sender("slack", "U1", "Sam Jones"));

    assertThat(renamed).isEqualTo(new Person(sam.id(), "Sam Jones", sam.roles()));
    assertThat(people.byId(sam.id())).contains(renamed);
    assertThat(people.find("slack", "@sam jones")).isEqualTo(new Found.One(renamed));
  }

  @Test
  void namesAreMadeSafe() {
    assertThat(people.recognise(new Sender("slack", "U2", "Eve\0\n\u202Egnp.exe")).name())
        .isEqualTo("Eve gnp.exe");
    assertThat(people.recognise(new Sender("slack", "U3", "🦊".repeat(5_000))).name())
        .isEqualTo("🦊".repeat(100));
    assertThat(people.recognise(new Sender("slack", "U4", " \0 ")).name()).isEqualTo("U4");
    assertThat(people.recognise(new Sender("slack", "U5", "half \uD83E")).name()).isEqualTo("half");
  }

  @Test
  void theConfigurationMakesAdminsOfNewAndOfKnownPeople() {
    assertThat(people.recognise(new Sender("slack", "UADMIN", "Ann")).roles())
        .containsExactlyInAnyOrder(Role.EMPLOYEE, Role.ADMIN);
    long known = people.recognise(new Sender("discord", "42", "Bob")).id();
    jdbc.sql("delete from person_role where person_id = ? and role = 'ADMIN'")
        .param(known)
        .update();

    assertThat(people.recognise(new Sender("discord", "42", "Bob")).is(Role.ADMIN)).isTrue();
    assertThat(people.byId(known).orElseThrow().is(Role.ADMIN)).isTrue();
    assertThat(people.recognise(new Sender("slack", "42", "Cy")).is(Role.ADMIN)).isFalse();
  }

  @Test
  void peopleAreFoundByUserIdHandleAndNameOnThisPlatformFirst() {
    Person here = people.recognise(new Sender("slack", "U7", "sam"));
    Person there = people.recognise(new Sender("discord", "77", "sam"));

    assertThat(people.find("slack", "@u7")).isEqualTo(new Found.One(here));
    assertThat(people.find("slack", "@SAM")).isEqualTo(new Found.One(here));
    assertThat(people.find("discord", "sam")).isEqualTo(new Found.One(there));
    assertThat(people.find("discord", "@U7")).isEqualTo(new Found.One(here));
    assertThat(people.find("web", "sam")).isInstanceOf(Found.Several.class);
  }

  @Test
  void twoOfOneHandleAreBothNamed() {
    people.recognise(new Sender("slack", "U8", "Kim"));
    people.recognise(new Sender("slack", "U9", "kim"));

    assertThat(people.find("slack", "@kim"))
        .isEqualTo(new Found.Several(List.of("Kim (slack:Kim)", "kim (slack:kim)")));
  }

  @Test
  void whoIsNotFoundIsAnsweredWithTheNearestNames() {
    people.recognise(new Sender("slack", "U10", "Marguerite"));
    people.recognise(new Sender("slack", "U11", "Magnus"));
    people.recognise(new Sender("slack", "U12", "100%_Bot"));

    assertThat(people.find("slack", "@margerite"))
        .isInstanceOfSatisfying(
            Found.Nobody.class, nobody -> assertThat(nobody.nearest()).startsWith("Marguerite"));
    assertThat(people.find("slack", "%")).isEqualTo(new Found.Nobody(List.of()));
    assertThat(people.find("slack", "")).isInstanceOf(Found.Nobody.class);
    assertThat(people.find("slack", "@\0")).isInstanceOf(Found.Nobody.class);
  }

  @Test
  void aPersonIsReachedOnThePreferredPlatformIfTheyHaveIt() {
    Person sam = people.recognise(SAM);
    jdbc.sql("insert into identity (platform, user_id, handle, person_id) values (?, ?, ?, ?)")
        .params("discord", "1", "sam", sam.id())
        .update();

    assertThat(people.reach(sam.id(), "discord")).contains(new Identity("discord", "1", "sam"));
    assertThat(people.reach(sam.id(), "slack")).contains(new Identity("slack", "U1", "Sam Smith"));
    assertThat(people.reach(sam.id(), "teams")).isPresent();
    assertThat(people.reach(people.imported("log", "Nobody"), "slack")).isEmpty();
  }

  @Test
  void rolesAreGivenAndTakenAndPutOnRecord() {
    Person admin = people.recognise(new Sender("slack", "UADMIN", "Ann"));
    Person sam = people.recognise(SAM);

    RoleOutcome outcome =
        people.changeRoles(sam.id(), Set.of(Role.AGENT), Set.of(Role.EMPLOYEE), by(admin));

    assertThat(outcome)
        .isEqualTo(new RoleOutcome.Changed(new Person(sam.id(), "Sam Smith", Set.of(Role.AGENT))));
    assertThat(people.recognise(SAM).roles()).containsExactly(Role.AGENT);
    assertThat(people.having(Role.AGENT, 50)).extracting(Person::id).contains(sam.id());
    assertThat(
            number(
                """
                select count(*) from record_entry where verb = 'ROLE'
                  and before = '{"roles": ["employee"]}' and after = '{"roles": ["agent"]}'
                """))
        .isEqualTo(1);
  }

  @Test
  void whoBecomesAnAdminByTheConfigurationIsOnRecordOnce() {
    people.recognise(new Sender("slack", "UADMIN", "Ann"));
    people.recognise(new Sender("slack", "UADMIN", "Ann"));

    assertThat(record.ofDesk(0, 30))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.actorName()).isEqualTo("the configuration");
              assertThat(entry.place()).isEqualTo("DESKHAND_ADMINS");
              assertThat(entry.verb()).isEqualTo(Verb.ROLE);
              assertThat(entry.subject().name()).isEqualTo("Ann");
              assertThat(entry.before().inWords()).isEqualTo("employee");
              assertThat(entry.after().inWords()).isEqualTo("employee, admin");
            });
  }

  @Test
  void theLastAdminAndTheConfiguredOnesStay() {
    Person configured = people.recognise(new Sender("slack", "UADMIN", "Ann"));
    Person sam = people.recognise(SAM);
    people.changeRoles(sam.id(), Set.of(Role.ADMIN), Set.of(), by(configured));

    assertThat(people.changeRoles(configured.id(), Set.of(), Set.of(Role.ADMIN), by(sam)))
        .isInstanceOfSatisfying(
            RoleOutcome.Refused.class, no -> assertThat(no.why()).contains("DESKHAND_ADMINS"));
    jdbc.sql("delete from person_role where role = 'ADMIN' and person_id <> ?")
        .param(sam.id())
        .update();
    assertThat(people.changeRoles(sam.id(), Set.of(), Set.of(Role.ADMIN), by(sam)))
        .isInstanceOfSatisfying(
            RoleOutcome.Refused.class, no -> assertThat(no.why()).contains("last admin"));
  }

  @Test
  void ofManyAdminsWhoStepDownAtOnceOneStays() throws Exception {
    int admins = 8;
    jdbc.sql("delete from person_role where role = 'ADMIN'").update();
    List<Callable<RoleOutcome>> calls = new ArrayList<>();
    CountDownLatch together = new CountDownLatch(admins);
    for (int i = 0; i < admins; i++) {
      Person person = people.recognise(new Sender("slack", "UA" + i, "Admin " + i));
      people.changeRoles(person.id(), Set.of(Role.ADMIN), Set.of(), by(person));
      calls.add(
          () -> {
            together.countDown();
            together.await();
            return people.changeRoles(person.id(), Set.of(), Set.of(Role.ADMIN), by(person));
          });
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<RoleOutcome> outcome : threads.invokeAll(calls)) {
        assertThat(outcome.get()).isNotNull();
      }
    }

    assertThat(people.having(Role.ADMIN, 50)).hasSize(1);
  }

  @Test
  void importedNamesAreOnePersonEachAndHaveNoRole() {
    Map<String, Long> ids = people.imported("servicenow", Set.of("Caller 1", "Caller 2"));
    count.reset();

    assertThat(people.imported("servicenow", Set.of("Caller 2", "Caller 1"))).isEqualTo(ids);
    assertThat(count.statements()).hasSize(1);
    assertThat(ids.values()).doesNotHaveDuplicates();
    assertThat(people.imported("elsewhere", "Caller 1")).isNotIn(ids.values());
    long caller = people.imported("servicenow", "Caller 1");
    assertThat(ids).containsEntry("Caller 1", caller);
    assertThat(people.byId(caller)).contains(new Person(caller, "Caller 1", Set.of()));
  }

  @Test
  void theDemoPeopleAreThereWithTheirRoles() {
    assertThat(people.recognise(new Sender("web", "agent", "Amir")).roles())
        .containsExactlyInAnyOrder(Role.EMPLOYEE, Role.AGENT);
    assertThat(people.find("web", "@manager"))
        .isInstanceOfSatisfying(
            Found.One.class,
            mona ->
                assertThat(mona.person().roles())
                    .containsExactlyInAnyOrder(Role.EMPLOYEE, Role.MANAGER));
    assertThat(people.find("web", "Ada")).isInstanceOf(Found.One.class);
    assertThat(people.find("web", "erin")).isInstanceOf(Found.One.class);
  }

  @Test
  void refusalsAreOnRecordForGood() {
    Person sam = people.recognise(SAM);
    permissions.recordRefusal(by(sam), Spoken.REGISTRY.spec("take"), "INC-1", "only for agents");
    permissions.recordRefusal(by(sam), Spoken.REGISTRY.spec("close"), "INC-1", "only for agents");
    permissions.recordRefusal(by(sam), Spoken.REGISTRY.spec("close"), "INC-2\0", "only for agents");

    Subject incident = Subject.ticket("INC", 1);
    assertThat(record.refusals(incident, 10))
        .extracting(refusal -> refusal.after().text("command"))
        .containsExactly("close", "take");
    assertThat(record.refusals(incident, 1)).hasSize(1);
    assertThat(record.latest(incident, Viewer.AGENT, RecordReader.Part.BY_TIME, 10))
        .as("what did not happen to it")
        .isEmpty();
    assertThatThrownBy(
            () -> jdbc.sql("update record_entry set after = '{}' where verb = 'REFUSE'").update())
        .hasMessageContaining("never changed");
    assertThatThrownBy(() -> jdbc.sql("delete from record_entry").update())
        .hasMessageContaining("never changed");
  }

  private static Actor by(Person person) {
    return new Actor(
        person.id(), person.name(), "slack:C1", "c-1", Instant.parse("2026-03-02T09:00:00Z"));
  }

  private int number(String sql) {
    return jdbc.sql(sql).query(Integer.class).single();
  }
}
