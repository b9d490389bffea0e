package dev.deskhand.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.chat.MembershipStatus;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Sender;
import dev.deskhand.discord.standin.DiscordPerson;
import dev.deskhand.discord.standin.DiscordStandIn;
import dev.deskhand.discord.standin.Fault;
import dev.deskhand.discord.standin.StandInGuild;
import dev.deskhand.discord.standin.StandInMessage;
import dev.deskhand.testing.Spoken;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the desk learns of the servers that it serves. */
@Execution(ExecutionMode.CONCURRENT)
class GuildMembersTest {

  private static final String MEMBER = "/guilds/{guild_id}/members/{user_id}";

  private DiscordStandIn discord;
  private String agents;

  @BeforeEach
  void begin() {
    discord = DiscordStandIn.start();
    agents = discord.guild().role("Agents").id();
  }

  @AfterEach
  void end() {
    assertThat(discord.complaints()).isEmpty();
    discord.close();
  }

  @Test
  void ofALargeServerTheDeskLearnsWhoHasARoleThatMattersAndFetchesNobody() {
    IntStream.range(0, 2_500).forEach(i -> discord.member("5" + i, "Somebody " + i));
    discord.member("42", "Ada", "Agents");
    discord.member("43", "Sam", "Agents");
    KnownPeople people = new KnownPeople(agents).met("43", "Sam").met("44", "Left");
    people.groups.put(agents, Set.of("44"));
    try (Desk desk = new Desk(discord, "", people).ready()) {
      await().until(() -> people.in(agents).equals(Set.of("42", "43")));
      assertThat(people.accounts).containsOnlyKeys("42", "43", "44");
      assertThat(people.calls("discord", "42")).contains("Ada");
      assertThat(discord.requests("GET", MEMBER)).isEmpty();
      assertThat(desk.connection.missingIntents()).isEmpty();
    }
  }

  @Test
  void aSessionIsNotHeldUpByWhatAnEarlierOneWasNotAnswered() {
    discord.member("42", "Ada", "Agents");
    discord.gateway().leaveUnanswered(100);
    KnownPeople people = new KnownPeople(agents);
    try (Desk desk = new Desk(discord, "", people).ready()) {
      await().until(() -> discord.gateway().unanswered() < 100);
      desk.locks.away(true);
      await().until(() -> !discord.gateway().connected());
      discord.gateway().leaveUnanswered(0);
      desk.locks.away(false);

      desk.ready();
      await().atMost(Duration.ofSeconds(8)).until(() -> people.in(agents).equals(Set.of("42")));
    }
  }

  @Test
  void whoHasARoleIsAskedAgainWhereDiscordDoesNotAnswer() {
    discord.member("42", "Ada", "Agents");
    discord.gateway().leaveUnanswered(1);
    KnownPeople people = new KnownPeople(agents);
    try (Desk desk = new Desk(discord, "", people).ready()) {
      await().until(() -> people.in(agents).equals(Set.of("42")));
      assertThat(desk.connection.missingIntents()).isEmpty();
    }
  }

  @Test
  void withoutTheIntentWhoLostARoleOrLeftWhileTheDeskWasDownLosesItAtItsStart() {
    discord.gateway().grantNoMembers();
    discord.member("42", "Ada", "Agents");
    DiscordPerson sam = discord.member("43", "Sam", "Agents");
    DiscordPerson lea = discord.member("44", "Lea", "Agents");
    KnownPeople people = new KnownPeople(agents).met("42", "Ada").met("43", "Sam").met("44", "Lea");
    people.groups.put(agents, Set.of("42", "43", "44"));
    discord.guild().take(sam, "Agents");
    discord.guild().leave(lea);

    try (Desk desk = new Desk(discord, discord.guild().id(), people).ready()) {
      await().until(() -> people.in(agents).equals(Set.of("42")));
      await().until(() -> people.standing("44").filter(MembershipStatus.GONE::equals).isPresent());
      assertThat(people.standing("43")).contains(MembershipStatus.MEMBER);
      assertThat(desk.connection.missingIntents()).isNotEmpty();
    }
  }

  @Test
  void withNoPrivilegedIntentAtAllTheRestGoesOn() {
    discord.gateway().grantNoPrivilegedIntents();
    KnownPeople people = new KnownPeople(agents);
    try (Desk desk = new Desk(discord, "", people)) {
      await().atMost(Duration.ofSeconds(40)).until(() -> desk.connection.connected().isPresent());
      assertThat(desk.health.health().getDetails())
          .containsEntry("missingIntents", "GUILD_MEMBERS, MESSAGE_CONTENT");
    }
  }

  @Test
  void whoLeavesOneOfTwoServersLosesItsRolesAloneAndIsGoneAfterTheOther() {
    StandInGuild other = discord.anotherGuild("Other");
    String managers = other.role("Managers").id();
    DiscordPerson ada = discord.member("42", "Ada", "Agents");
    other.member("42", "Ada", "Managers");
    KnownPeople people = new KnownPeople(agents, managers);
    try (Desk desk = new Desk(discord, "", people).ready()) {
      await().until(() -> people.in(agents).equals(Set.of("42")));
      await().until(() -> people.in(managers).equals(Set.of("42")));

      discord.guild().leave(ada);
      await().until(() -> people.in(agents).isEmpty());
      ada.directMessage("my");
      await().until(() -> desk.commands.contains(Spoken.command("my")));
      assertThat(people.in(managers)).containsExactly("42");
      assertThat(people.standing("42")).contains(MembershipStatus.MEMBER);

      other.leave(ada);
      await().until(() -> people.standing("42").filter(MembershipStatus.GONE::equals).isPresent());
      assertThat(people.in(managers)).isEmpty();
    }
  }

  @Test
  void whoSharesNoServerIsAStrangerToADeskThatServesAll() {
    DiscordPerson ada = discord.member("42", "Ada");
    discord.guild().leave(ada);
    try (Desk desk = new Desk(discord).ready()) {
      ada.directMessage("my");
      await().until(() -> desk.commands.size() == 1);
      assertThat(desk.origins.getFirst().sender())
          .isEqualTo(new Sender("discord", "42", "Ada", MembershipStatus.STRANGER));
    }
  }

  @Test
  void whoLeftUnheardIsGoneWhenTheySpeak() {
    DiscordPerson ada = discord.member("42", "Ada");
    discord.guild().leave(ada);
    KnownPeople people = new KnownPeople().met("42", "Ada");
    try (Desk desk = new Desk(discord, discord.guild().id(), people).ready()) {
      ada.directMessage("my");
      ada.directMessages().awaitBotMessage("you are not in it");
      assertThat(people.standing("42")).contains(MembershipStatus.GONE);
      assertThat(desk.commands).isEmpty();
    }
  }

  @Test
  void aDatabaseThatIsAwayForAMomentCostsNobodyTheirWordsTheirReportOrTheirAnswer() {
    discord.gateway().grantNoMembers();
    DiscordPerson ada = discord.member("42", "Ada", "Agents");
    DiscordPerson bob = discord.member("43", "Bob", "Agents");
    DiscordPerson lea = discord.member("44", "Lea", "Agents");
    KnownPeople people = new KnownPeople(agents);
    try (Desk desk = new Desk(discord, discord.guild().id(), people).ready()) {
      discord.awaitCommand("desk");
      people.away.set(1);
      assertThat(ada.slash("desk", "my").awaitMessage().text()).contains("Understood.");

      people.away.set(1);
      bob.react(bob.message(discord.general(), "The beamer is dark"), "🎫");
      await().until(() -> desk.commands.stream().anyMatch(command -> Spoken.is(command, "report")));

      people.away.set(1);
      lea.directMessage("catalog");
      await().until(() -> desk.commands.size() == 3);
      assertThat(people.in(agents)).containsExactlyInAnyOrder("42", "43", "44");
    }
  }

  @Test
  void whoHasLeftIsAStrangerAtOnceHoweverMuchIsStillToBeWrittenDown() {
    DiscordPerson ada = discord.member("42", "Ada");
    DiscordPerson sam = discord.member("43", "Sam");
    KnownPeople people = new KnownPeople(agents).met("42", "Ada").met("43", "Sam");
    CountDownLatch busy = new CountDownLatch(1);
    try (Desk desk = new Desk(discord, discord.guild().id(), people).ready()) {
      await().until(() -> desk.connection.missingIntents().isEmpty());
      ada.directMessage("my");
      await().until(() -> desk.commands.size() == 1);

      people.held.put("43", busy);
      discord.guild().call(sam, "Samuel");
      discord.guild().call(ada, "Ada Leaving");
      discord.guild().leave(ada);
      ada.directMessage("my");

      await().until(() -> refusals(ada) == 1);
      busy.countDown();
      await().until(() -> people.standing("42").filter(MembershipStatus.GONE::equals).isPresent());
      await().until(() -> people.calls("discord", "43").filter("Samuel"::equals).isPresent());
      ada.directMessage("my");
      await().until(() -> refusals(ada) == 2);
      assertThat(desk.commands).hasSize(1);
    } finally {
      busy.countDown();
    }
  }

  @Test
  void whoHasLostARoleHasNoneOfItsRightsHoweverMuchIsStillToBeWrittenDown() {
    DiscordPerson ada = discord.member("42", "Ada", "Agents");
    DiscordPerson sam = discord.member("43", "Sam");
    KnownPeople people = new KnownPeople(agents).met("42", "Ada").met("43", "Sam");
    CountDownLatch busy = new CountDownLatch(1);
    try (Desk desk = new Desk(discord, discord.guild().id(), people).ready()) {
      await().until(() -> people.in(agents).equals(Set.of("42")));
      List<Set<String>> rights = new CopyOnWriteArrayList<>();
      desk.answer =
          (origin, command) -> {
            rights.add(people.in(agents));
            return List.of(new Reply.Text("Understood."));
          };

      people.held.put("43", busy);
      discord.guild().call(sam, "Samuel");
      discord.guild().take(ada, "Agents");
      ada.directMessage("my");

      await().until(() -> rights.size() == 1);
      assertThat(rights.getFirst()).isEmpty();
    } finally {
      busy.countDown();
    }
  }

  private static long refusals(DiscordPerson person) {
    return person.directMessages().botMessages().stream()
        .filter(message -> message.text().contains("not in it"))
        .count();
  }

  @Test
  void whoLeavesWhileTheDatabaseIsAwayHasLeftNevertheless() {
    DiscordPerson ada = discord.member("42", "Ada", "Agents");
    KnownPeople people = new KnownPeople(agents).met("42", "Ada");
    people.away.set(1);
    try (Desk desk = new Desk(discord, discord.guild().id(), people).ready()) {
      await().until(() -> people.in(agents).equals(Set.of("42")));
      assertThat(desk.connection.missingIntents()).isEmpty();

      people.away.set(1);
      discord.guild().leave(ada);

      await().until(() -> people.standing("42").filter(MembershipStatus.GONE::equals).isPresent());
      assertThat(people.in(agents)).isEmpty();
    }
  }

  @Test
  void nobodyIsTakenForGoneWhileDiscordDoesNotSay() {
    DiscordPerson ada = discord.member("42", "Ada");
    KnownPeople people = new KnownPeople().met("42", "Ada");
    discord.faults().next(5, "GET", MEMBER, new Fault.ServerError(500));
    try (Desk desk = new Desk(discord, discord.guild().id(), people).ready()) {
      StandInMessage said = ada.directMessage("my");
      ada.directMessages().awaitBotMessage("out of order");
      assertThat(
              discord
                  .requests("POST", "/channels/{channel_id}/messages")
                  .getLast()
                  .body()
                  .path("message_reference")
                  .path("message_id")
                  .asString())
          .isEqualTo(said.id());
      assertThat(people.standing("42")).contains(MembershipStatus.MEMBER);
      assertThat(desk.commands).isEmpty();
    }
  }

  @Test
  void mentionedPeopleComeAlongByTheirNicknamesWithoutBots() {
    DiscordPerson ada = discord.member("42", "Ada");
    DiscordPerson sam = discord.member("43", "Sam");
    discord.guild().call(sam, "Sam (IT)");
    DiscordPerson robot = discord.guild().bot("44", "Robot");
    DiscordPerson gone = discord.member("45", "Gone");
    discord.guild().leave(gone);
    try (Desk desk = new Desk(discord).ready()) {
      ada.mention(
          discord.general(),
          "words %s %s %s %s"
              .formatted(sam.asMention(), robot.asMention(), gone.asMention(), ada.asMention()));
      ada.directMessage("words " + sam.asMention());
      await().until(() -> desk.origins.size() == 2);
      assertThat(desk.origins)
          .allSatisfy(
              origin ->
                  assertThat(origin.mentioned())
                      .containsExactly(
                          new Sender("discord", "43", "Sam (IT)", MembershipStatus.MEMBER)));
    }
  }
}
