package dev.deskhand.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.Reply;
import dev.deskhand.status.FileOfServices;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.SettableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** A service that is renamed or retired, by the file or in chat, keeps what it had. */
@DeskhandTest
@Import(FileOfServices.class)
class ServicesOverTimeTest {

  private static final String FIRST =
      """
      services:
        - name: VPN
          criticality: high
          team: Network
          level: 99.5
        - name: Fax
          criticality: low
        - name: Remote desktop
          criticality: low
          depends-on: [VPN]
      """;

  private static final String SECOND =
      """
      services:
        - name: Corporate VPN
          aliases: [VPN]
          criticality: high
          team: Network
          level: 99.5
        - name: Remote desktop
          criticality: low
          depends-on: [Corporate VPN]
      """;

  @Autowired Conversation desk;
  @Autowired SettableClock clock;
  @Autowired FileOfServices file;

  Speaker employee;
  Speaker agent;
  Speaker manager;
  Speaker admin;

  @BeforeEach
  void aDeskWithAFile() {
    employee = new Speaker(desk, clock, "employee");
    agent = new Speaker(desk, clock, "agent");
    manager = new Speaker(desk, clock, "manager");
    admin = new Speaker(desk, clock, "admin");
    file.isTakenAtAStart(FIRST);
  }

  @Test
  void anAliasThatIsTheOldNameRenamesAndThePastGoesAlong() {
    String incident = employee.opens("report the tunnel drops service:VPN");
    String outage = agent.opens("outage declare VPN down nobody can connect");
    employee.asks("subscribe VPN");

    file.isTakenAtAStart(SECOND);

    for (String name : new String[] {"VPN", "\"Corporate VPN\""}) {
      assertThat(agent.asks("queue service:" + name).plainText())
          .contains(incident, "Corporate VPN");
      assertThat(manager.hears("summary 7d service:" + name).getFirst().plainText())
          .contains("Outages: 1", "Corporate VPN: down", outage, "(agreed 99.500 %");
      assertThat(manager.asks("metrics 7d service:" + name).plainText()).contains("Opened: 1");
    }
    assertThat(agent.asks("show " + incident).plainText()).contains("Service: Corporate VPN");
    assertThat(agent.asks("show " + outage).plainText()).contains("Corporate VPN is down");
    assertThat(agent.asks("find VPN").plainText()).contains(incident, outage);
    assertThat(admin.asks("audit").plainText()).contains("service rename VPN", "Corporate VPN");
    assertThat(employee.asks("unsubscribe VPN").plainText())
        .isEqualTo("You get no more updates of Corporate VPN's outages.");

    String later = employee.opens("report the tunnel is slow service:\"Corporate VPN\"");
    assertThat(agent.asks("queue service:VPN").plainText()).contains(incident, later);
    assertThat(agent.asks("find corporate").plainText()).contains(later);
    assertThat(manager.asks("metrics 7d service:VPN").plainText()).contains("Opened: 2");
  }

  @Test
  void aRetiredServiceIsKnownToEveryFilterAndCannotBeReportedOn() {
    String incident = employee.opens("report it is dead service:Fax");
    String outage = agent.opens("outage declare Fax down no dial tone");
    employee.asks("subscribe Fax");

    file.isTakenAtAStart(SECOND);

    assertThat(employee.asks("report no dial tone service:Fax").plainText())
        .contains("Fax is retired");
    assertThat(agent.asks("outage resolve " + outage + " pulled").plainText()).contains("Fax");
    assertThat(agent.asks("queue service:fax").plainText()).contains(incident, "Fax");
    assertThat(manager.hears("summary 7d service:Fax").getFirst().plainText()).contains(outage);
    assertThat(manager.asks("metrics 7d service:Fax").plainText()).contains("Opened: 1");
    assertThat(agent.asks("find Fax").plainText()).contains(incident, outage);
    assertThat(employee.asks("status").plainText()).doesNotContain("Fax");
    assertThat(employee.asks("status Fax").plainText()).contains("Fax is retired");
    assertThat(agent.asks("outage declare Fax down again").plainText()).contains("Fax is retired");
    assertThat(employee.asks("subscribe Fax").plainText()).contains("Fax is retired");
    assertThat(employee.asks("unsubscribe Fax").plainText()).contains("no more updates of Fax");
    assertThat(employee.hears("report my fax shows an error").getFirst().plainText())
        .doesNotContain("Service: Fax");
    assertThat(admin.asks("audit").plainText()).contains("service retire Fax");
  }

  @Test
  void theOldFileNamesItBack() {
    String incident = employee.opens("report the tunnel drops service:VPN");
    file.isTakenAtAStart(SECOND);
    String later = employee.opens("report the tunnel is slow service:VPN");

    file.isTakenAtAStart(FIRST);

    assertThat(agent.asks("queue service:VPN").plainText())
        .contains(incident, later)
        .doesNotContain("Corporate");
    assertThat(agent.asks("queue service:Fax").plainText()).doesNotContain("retired");
    assertThat(employee.opens("report it is dead service:Fax")).startsWith("INC-");
    assertThat(employee.asks("status").plainText()).doesNotContain("Corporate");
  }

  @Test
  void aPastThatWasLeftBehindComesAlongWhenTheAliasIsAddedLater() {
    String incident = employee.opens("report the tunnel drops service:VPN");
    String outage = agent.opens("outage declare VPN down nobody can connect");
    employee.asks("subscribe VPN");
    file.isTakenAtAStart(SECOND.replace("aliases: [VPN]", "aliases: []"));
    String later = employee.opens("report the tunnel is slow service:\"Corporate VPN\"");
    assertThat(agent.asks("queue service:VPN").plainText())
        .contains(incident)
        .doesNotContain(later);

    file.isTakenAtAStart(SECOND);

    assertThat(agent.asks("queue service:VPN").plainText()).contains(incident, later);
    assertThat(manager.hears("summary 7d service:VPN").getFirst().plainText())
        .contains(outage, "Corporate VPN: down");
    assertThat(employee.asks("unsubscribe VPN").plainText()).contains("no more updates");
  }

  @Test
  void twoThatAreBothDownBecomeOneWhenOneOfThemWorksAgain() {
    String outage = agent.opens("outage declare VPN down nobody can connect");
    file.isTakenAtAStart(SECOND.replace("aliases: [VPN]", "aliases: []"));
    String other = agent.opens("outage declare \"Corporate VPN\" degraded slow");

    file.isTakenAtAStart(SECOND);

    assertThat(employee.opens("report the tunnel drops service:VPN")).startsWith("INC-");
    agent.asks("outage resolve " + outage + " a full disk");
    file.isTakenAtAStart(SECOND);
    assertThat(manager.hears("summary 7d service:VPN").getFirst().plainText())
        .contains(outage, other);
  }

  @Test
  void aNameThatMovesOnStepByStepTakesEachPastWithItsOwner() {
    String vpn = employee.opens("report the tunnel drops service:VPN");
    String fax = employee.opens("report it is dead service:Fax");

    file.isTakenAtAStart(
        FIRST
            .replace("name: VPN", "name: Tunnel\n    aliases: [VPN]")
            .replace("[VPN]\n      ", "[VPN]\n      ")
            .replace("depends-on: [VPN]", "depends-on: [Tunnel]"));
    file.isTakenAtAStart(
        FIRST
            .replace("name: VPN", "name: Tunnel")
            .replace("name: Fax", "name: VPN\n    aliases: [Fax]")
            .replace("depends-on: [VPN]", "depends-on: [Tunnel]"));
    String later = employee.opens("report it is new service:VPN");

    assertThat(agent.asks("queue service:Tunnel").plainText())
        .contains(vpn)
        .doesNotContain(fax, later);
    assertThat(agent.asks("queue service:VPN").plainText())
        .contains(fax, later)
        .doesNotContain(vpn);
    assertThat(manager.asks("metrics 7d service:VPN").plainText()).contains("Opened: 2");
    assertThat(manager.asks("metrics 7d service:Tunnel").plainText()).contains("Opened: 1");
    assertThat(agent.asks("show " + vpn).plainText()).contains("Service: Tunnel");
    assertThat(agent.asks("show " + later).plainText()).contains("Service: VPN");
  }

  @Test
  void anAdminRenamesAndRetiresInChatByTheSameRules() {
    admin.asks("service add Intranet");
    String incident = employee.opens("report the page is blank service:Intranet");
    employee.asks("subscribe Intranet");

    assertThat(admin.asks("service rename Intranet \"Staff portal\"").plainText())
        .contains("Intranet is called Staff portal now")
        .doesNotContain("services file");
    assertThat(agent.asks("queue service:Intranet").plainText()).contains(incident, "Staff portal");
    assertThat(employee.asks("unsubscribe \"Staff portal\"").plainText()).contains("no more");
    assertThat(admin.asks("audit").plainText()).contains("service rename Intranet", "Staff portal");
    assertThat(admin.asks("service add Intranet").plainText())
        .contains("another name of Staff portal");

    assertThat(admin.asks("service retire \"Staff portal\"").plainText()).contains("is retired");
    assertThat(agent.asks("queue service:\"Staff portal\"").plainText()).contains(incident);
    assertThat(agent.asks("queue service:Intranet").plainText()).contains(incident);
    assertThat(employee.asks("report x service:Intranet").plainText()).contains("is retired");
    assertThat(admin.asks("service retire Intranet").plainText()).contains("is retired");
    assertThat(admin.asks("service rename VPN \"Staff portal\"").plainText())
        .contains("keeps that name");
    assertThat(admin.asks("service add \"staff portal\"").plainText()).contains("Added");
    assertThat(agent.asks("queue service:\"staff portal\"").plainText()).contains(incident);
  }

  @Test
  void whatTheFileNamesIsSaidToBeNamedBack() {
    assertThat(admin.asks("service rename VPN Tunnel").plainText())
        .contains("The services file still says VPN");
    assertThat(admin.asks("service retire Fax").plainText()).contains("back at the next start");
    assertThat(admin.asks("service rename Tunnel \"Remote desktop\"").plainText())
        .contains("There is a service Remote desktop already");
    assertThat(admin.asks("service rename Nowhere X").plainText()).contains("no service Nowhere");
    assertThat(admin.asks("service rename Tunnel Tunnel").plainText()).contains("already");
    assertThat(agent.asks("service rename Tunnel X")).isInstanceOf(Reply.Refusal.class);

    file.isTakenAtAStart(FIRST);

    assertThat(employee.asks("status").plainText()).contains("VPN", "Fax").doesNotContain("Tunnel");
  }

  @Test
  void aNameInChatThatTheFileTakesAsAnAliasIsTheSameService() {
    admin.asks("service add Intranet");
    String incident = employee.opens("report the page is blank service:Intranet");

    file.isTakenAtAStart(
        FIRST + "  - name: Portal\n    aliases: [Intranet]\n    criticality: low\n");

    assertThat(agent.asks("queue service:Portal").plainText()).contains(incident, "Portal");
    assertThat(employee.asks("status").plainText()).doesNotContain("Intranet");
  }
}
