package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.slack.people.UserGroups;
import dev.deskhand.slack.standin.Fault;
import dev.deskhand.slack.standin.SlackAck;
import dev.deskhand.slack.standin.SlackMessage;
import dev.deskhand.slack.standin.SlackPerson;
import dev.deskhand.slack.standin.SlackStandIn;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who people are to the desk, by what Slack says of them. */
class PeopleOnSlackTest extends SlackScene {

  @Autowired UserGroups groups;

  @Test
  void aNewEmployeeIsOneFromTheFirstCommandOn() {
    assertThat(rita.slash("/desk", "status", OFFICE).body()).doesNotContain("🚫");
    assertThat(whoami(rita))
        .contains("Rita Requester", "employee (as a member)")
        .contains("rita.requester@example.com", "Europe/Amsterdam");
  }

  @Test
  void afterTheFirstCommandNobodyWaitsForSlack() {
    whoami(rita);
    roster.forget();
    slack.faults().always("users.info", Fault.slow(Duration.ofSeconds(5)));

    assertThat(whoami(rita)).contains("Rita Requester", "employee");
  }

  @Test
  void whomSlackDoesNotTellOfInTimeIsCalledAsTheCommandSaysAndByTheirNameAfterwards() {
    SlackPerson nia = slack.person("U0NIA00", "Nia Newcomer");
    slack.faults().next("users.info", 1, Fault.status(503));

    nia.slash("/desk", "report the ramp is steep", OFFICE);

    SlackMessage before = card("the ramp is steep");
    assertThat(before.shown()).contains(nia.account().name()).doesNotContain("Nia Newcomer");
    slack.awaitChange(before, now -> now.shown().contains("Nia Newcomer"));
    await()
        .until(
            () ->
                messages(nia.dm(), message -> message.shown().contains("the ramp is steep")).size()
                    == 1);
    assertThat(messages(TRIAGE, message -> message.shown().contains("the ramp is steep")))
        .hasSize(1);
  }

  @Test
  void whoIsRenamedIsCalledSoAtOnce() {
    SlackPerson kim = slack.person("U0KIM00", "Kim Old");
    whoami(kim);

    assertThat(slack.rename(kim.id(), "Kim New")).matches(SlackAck::accepted, "accepted");

    assertThat(whoami(kim)).contains("Kim New").doesNotContain("Kim Old");
  }

  @Test
  void whoIsDeactivatedLosesTheirRolesAndIsAnEmployeeAgainWhenTheyAreBack() {
    SlackPerson lea = slack.person("U0LEAVER", "Lea Leaver");
    makeAgent(lea);
    rita.slash("/desk", "report the printer smokes", OFFICE);

    slack.deactivate(lea.id());

    assertThat(adele.slash("/desk", "role <@U0LEAVER> +manager", TRIAGE).body())
        .contains("Lea Leaver has left");
    makeAgent(anton);
    assertThat(anton.slash("/desk", "assign " + key() + " <@U0LEAVER>", TRIAGE).body())
        .contains("Lea Leaver has left");
    assertThat(adele.slash("/desk", "audit", TRIAGE).body()).contains("role Lea Leaver");

    slack.reactivate(lea.id());

    assertThat(whoami(lea)).contains("employee (as a member)").doesNotContain("agent");
  }

  @Test
  void aGuestReportsAndSeesTheirOwnAndNothingElse() {
    SlackPerson gil = slack.guest("U0GUEST0", "Gil Guest");
    outage();
    assertThat(whoami(gil)).contains("guest (as a guest)");

    String reported = gil.slash("/desk", "report my VPN is slow", OFFICE).body();
    assertThat(reported).contains("INC-").doesNotContain("OUT-");
    assertThat(gil.slash("/desk", "my", OFFICE).body()).contains("my VPN is slow");
    assertThat(gil.slash("/desk", "show " + key(), OFFICE).body()).contains("my VPN is slow");

    assertThat(gil.slash("/desk", "status", OFFICE).body()).contains("only for");
    assertThat(gil.slash("/desk", "catalog", OFFICE).body()).contains("only for");
    assertThat(gil.slash("/desk", "show OUT-1", OFFICE).body()).contains("There is no OUT-1");
    assertThat(gil.slash("/desk", "find VPN", OFFICE).body()).doesNotContain("OUT-");
    assertThat(gil.slash("/desk", "report x for:Rita", OFFICE).body()).contains("for yourself");
    assertThat(gil.slash("/desk", "help", OFFICE).body()).doesNotContain("catalog", "status");
    gil.directMessage("the VPN is down again");
    assertThat(told(gil, "What shall I do").shown()).doesNotContain("OUT-");
  }

  @Test
  void somebodyOfAnotherWorkspaceInASharedChannelIsAStrangerAtOnce() {
    SlackPerson max = slack.stranger("U0MAXIM0", "Max Elsewhere", "T0OTHER");

    max.mention(OFFICE, "status");

    assertThat(told(max, "only for").shown()).contains("status");
    max.mention(OFFICE, "report the shared door is stuck");
    assertThat(card("shared door").shown()).contains("Max Elsewhere");
    assertThat(
            jdbc.sql("SELECT standing FROM identity WHERE user_id = 'U0MAXIM0'")
                .query(String.class)
                .single())
        .isEqualTo("STRANGER");
  }

  @Test
  void whoeverIsInTheGroupIsAnAgentWithoutHavingSpokenToTheDesk() {
    SlackPerson hal = slack.person("U0HELPER", "Hal Helper");

    assertThat(slack.userGroupChanges(HELPERS, hal.id())).matches(SlackAck::accepted, "accepted");
    await().until(() -> isIn(hal));
    assertThat(whoami(hal)).contains("agent (by the slack group " + HELPERS + ")");
    assertThat(adele.slash("/desk", "role <@U0HELPER> -agent", TRIAGE).body())
        .contains("Take them out of the group");

    slack.userGroupChanges(HELPERS);
    await().until(() -> !isIn(hal));
    assertThat(whoami(hal)).doesNotContain("agent");
  }

  @Test
  void whatNoEventToldIsReadFromTheGroupsInTheEnd() {
    SlackPerson hal = slack.person("U0HELPER", "Hal Helper");
    slack.userGroup(HELPERS, hal.id());

    groups.readAll();

    assertThat(whoami(hal)).contains("agent");
  }

  @Test
  void aGroupThatSlackDoesNotTellKeepsItsMembers() {
    SlackPerson hal = slack.person("U0HELPER", "Hal Helper");
    slack.userGroup(HELPERS, hal.id());
    groups.readAll();
    slack.faults().next("usergroups.users.list", Fault.status(500));

    groups.readAll();

    assertThat(whoami(hal)).contains("agent");
    groups.readAll();
    assertThat(whoami(hal)).contains("agent");
  }

  @Test
  void aBotReportsNothingAndCannotBeAssigned() {
    slack.bot("U0BOTTY0", "Botty");
    makeAgent(anton);
    rita.slash("/desk", "report the printer smokes", OFFICE);

    slack.person("U0BOTTY0", "Botty").mention(OFFICE, "report I am a bot");
    assertThat(anton.slash("/desk", "assign " + key() + " <@U0BOTTY0>", TRIAGE).body())
        .contains("🚫");
    assertThat(
            anton
                .slash("/desk", "assign " + key() + " <@" + SlackStandIn.DESK + ">", TRIAGE)
                .body())
        .contains("🚫");
    assertThat(incidents()).isEqualTo(1);
  }

  @Test
  void somebodyNewIsGivenARoleAndAssignedByAMention() {
    SlackPerson nia = slack.person("U0NEWBIE", "Nia Newcomer");
    makeAgent(anton);
    rita.slash("/desk", "report the printer smokes", OFFICE);

    assertThat(adele.slash("/desk", "role <@" + nia.id() + "> +agent", TRIAGE).body())
        .contains("Nia Newcomer now has", "agent (given by an admin)", "employee (as a member)");
    assertThat(anton.slash("/desk", "assign " + key() + " <@" + nia.id() + ">", TRIAGE).body())
        .contains("Nia Newcomer");
  }

  @Test
  void somebodyNewIsReportedFor() {
    slack.person("U0NOBODY", "Noah Nobody");

    rita.slash("/desk", "report laptop is dead for:<@U0NOBODY>", OFFICE);

    assertThat(card("laptop is dead").shown()).contains("Noah Nobody");
  }

  private String whoami(SlackPerson person) {
    return person.slash("/desk", "whoami", OFFICE).body();
  }

  private String key() {
    return "INC-" + jdbc.sql("SELECT max(id) FROM incident").query(Long.class).single();
  }

  private boolean isIn(SlackPerson person) {
    return jdbc.sql("SELECT cardinality(groups) > 0 FROM identity WHERE user_id = ?")
        .param(person.id())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  private void outage() {
    makeAgent(anton);
    anton.slash("/desk", "outage declare VPN down nobody gets in", TRIAGE);
  }
}
