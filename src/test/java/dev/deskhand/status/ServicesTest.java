package dev.deskhand.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.Sender;
import dev.deskhand.people.Actor;
import dev.deskhand.people.People;
import dev.deskhand.status.Services.AddOutcome;
import dev.deskhand.status.Services.Criticality;
import dev.deskhand.status.Services.Found;
import dev.deskhand.status.Services.Kind;
import dev.deskhand.status.Services.NewService;
import dev.deskhand.status.Services.Service;
import dev.deskhand.status.Services.Subscriber;
import dev.deskhand.status.services.ServiceDefinition;
import dev.deskhand.status.services.ServiceReconciler;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.QueryCount;
import dev.deskhand.testing.SettableClock;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DeskhandTest
class ServicesTest {

  private final Services services;
  private final ServiceReconciler reconciler;
  private final Outages outages;
  private final People people;
  private final QueryCount count;

  private Actor admin;

  @Autowired
  ServicesTest(
      Services services,
      ServiceReconciler reconciler,
      Outages outages,
      People people,
      QueryCount count) {
    this.services = services;
    this.reconciler = reconciler;
    this.outages = outages;
    this.people = people;
    this.count = count;
    admin = new Actor(0, "nobody", "nowhere", "none", SettableClock.START);
  }

  @BeforeEach
  void anAdmin() {
    long id = people.recognise(new Sender("slack", "U1", "Ada")).id();
    admin = new Actor(id, "Ada", "slack:C1", "c-1", SettableClock.START);
    count.reset();
  }

  @Test
  void theFilesServicesAreThereAfterTheStartInOneStatement() {
    List<Service> all = services.all();

    assertThat(count.roundTrips()).isEqualTo(1);
    assertThat(all)
        .extracting(Service::name)
        .containsExactly(
            "E-mail",
            "File storage",
            "Network",
            "Payroll",
            "Printing",
            "Single sign-on",
            "Video calls",
            "VPN",
            "Web shop",
            "Wi-Fi");
    assertThat(all.get(7))
        .isEqualTo(
            new Service(
                "VPN",
                Kind.INTERNAL_FACING,
                Criticality.HIGH,
                "Network",
                List.of("remote access"),
                List.of("Network", "Single sign-on"),
                new BigDecimal("99.500"),
                true,
                List.of()));
  }

  @Test
  void aServiceIsFoundByNameOrAliasAndOtherwiseTheNearestAreNamed() {
    assertThat(found(" vpn ").name()).isEqualTo("VPN");
    assertThat(found("SSO").name()).isEqualTo("Single sign-on");
    assertThat(services.find("Pyroll"))
        .isInstanceOfSatisfying(
            Found.None.class, none -> assertThat(none.nearest()).hasSize(3).startsWith("Payroll"));
    assertThat(services.find("x".repeat(100_000))).isInstanceOf(Found.None.class);
  }

  @Test
  void anAddedServiceStaysWhenTheFileIsReadAgain() {
    assertThat(
            services.add(
                service("Door locks", List.of("network", "SSO"), new BigDecimal("99.9")), admin))
        .isInstanceOfSatisfying(
            AddOutcome.Added.class,
            added ->
                assertThat(added.service().dependsOn())
                    .containsExactly("Network", "Single sign-on"));

    reconciler.take(List.of(definition("VPN")));

    assertThat(services.all()).extracting(Service::name).containsExactly("Door locks", "VPN");
  }

  @Test
  void whatTheFileNoLongerHasIsListedWhileItHasAnOpenOutage() {
    Outages.Outcome declared =
        outages.declare("Payroll", Outage.Severity.DOWN, "no payslips", admin);
    Outage outage = ((Outages.Outcome.Done) declared).outage();

    reconciler.take(List.of(definition("VPN")));

    assertThat(services.all()).extracting(Service::name).containsExactly("Payroll", "VPN");
    outages.resolve(outage.id(), "switched off for good", admin);
    assertThat(services.all()).extracting(Service::name).containsExactly("VPN");
    assertThat(services.add(service("payroll", List.of(), null), admin))
        .isInstanceOf(AddOutcome.Added.class);
    assertThat(services.all()).extracting(Service::name).containsExactly("payroll", "VPN");
    assertThat(outages.find("OUT-1").orElseThrow().service()).isEqualTo("payroll");
  }

  @Test
  void theFilesSpellingWinsAndDependenciesFollowIt() {
    reconciler.take(
        List.of(
            definition("network"),
            new ServiceDefinition(
                "VPN",
                Kind.SUPPORTING,
                Criticality.LOW,
                null,
                List.of(),
                List.of("network"),
                null)));

    assertThat(found("VPN").dependsOn()).containsExactly("network");
    assertThat(found("VPN").level()).isNull();
    assertThat(services.all()).extracting(Service::name).containsExactly("network", "VPN");
  }

  @Test
  void whatCannotBeAServiceIsRefusedWithTheReason() {
    assertThat(refusal(service("vpn", List.of(), null))).contains("VPN already");
    assertThat(refusal(service("sso", List.of(), null))).contains("Single sign-on");
    assertThat(refusal(service("Doors", List.of("Netwrok"), null))).contains("Network");
    assertThat(refusal(service(" ", List.of(), null))).contains("name");
    assertThat(refusal(service("a\nb", List.of(), null))).contains("single line");
    assertThat(refusal(service("x".repeat(81), List.of(), null))).contains("80");
    assertThat(refusal(service("Doors", List.of(), new BigDecimal("101")))).contains("100");
    assertThat(refusal(service("Doors", List.of(), new BigDecimal("99.9999")))).contains("three");
    assertThat(services.all()).hasSize(10);
  }

  @Test
  void whereThereAreNoServicesYetNoneIsSuggested() {
    reconciler.take(List.of());

    assertThat(services.all()).isEmpty();
    assertThat(refusal(service("Doors", List.of("Network"), null)))
        .isEqualTo("There is no service Network to depend on.");
  }

  @Test
  void aSubscriptionCountsOnceAndMovesToWhereItWasAskedForLast() {
    assertThat(services.subscribe("vpn", admin, "slack")).isTrue();
    assertThat(services.subscribe("VPN", admin, "slack")).isFalse();
    assertThat(services.subscribers("vpn"))
        .containsExactly(new Subscriber(admin.personId(), "slack"));
    assertThat(services.subscribe("VPN", admin, "discord")).isTrue();
    assertThat(services.subscribers("VPN"))
        .containsExactly(new Subscriber(admin.personId(), "discord"));

    assertThat(services.unsubscribe("VPN", admin)).isTrue();
    assertThat(services.unsubscribe("VPN", admin)).isFalse();
    assertThat(services.subscribers("VPN")).isEmpty();
    assertThat(services.subscribe("nothing", admin, "slack")).isFalse();
  }

  private Service found(String named) {
    Found found = services.find(named);
    assertThat(found).isInstanceOf(Found.One.class);
    return ((Found.One) found).service();
  }

  private String refusal(NewService service) {
    AddOutcome outcome = services.add(service, admin);
    assertThat(outcome).isInstanceOf(AddOutcome.Refused.class);
    return ((AddOutcome.Refused) outcome).why();
  }

  private static NewService service(
      String name, List<String> dependsOn, @Nullable BigDecimal level) {
    return new NewService(name, Kind.SUPPORTING, Criticality.LOW, null, dependsOn, level);
  }

  private static ServiceDefinition definition(String name) {
    return new ServiceDefinition(
        name, Kind.SUPPORTING, Criticality.LOW, null, List.of(), List.of(), null);
  }
}
