package dev.deskhand.discord.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.requests.CloseCode;
import net.dv8tion.jda.api.requests.GatewayIntent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class GatewayThroughJdaTest {
  private final DiscordStandIn discord = DiscordStandIn.start();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private DiscordPerson ada;

  @BeforeEach
  void join() {
    ada = discord.member("42", "Ada");
  }

  @AfterEach
  void end() {
    discord.close();
  }

  @Test
  void what_happens_while_the_socket_is_down_is_heard_after_a_resume() throws Exception {
    try (RealBot bot = listening()) {
      ada.directMessage("one");
      Waiting.until("one", () -> heard.equals(List.of("one")));

      discord.gateway().dropSockets();
      ada.directMessage("two");
      Waiting.until("two", () -> heard.equals(List.of("one", "two")));

      assertThat(discord.gateway().resumes()).isEqualTo(1);
      assertThat(discord.gateway().identifies()).isEqualTo(1);
      awaitConnected(bot);
    }
  }

  @Test
  void a_requested_reconnect_is_resumed() throws Exception {
    try (RealBot bot = listening()) {
      discord.gateway().requestReconnect();
      Waiting.until("the resume", () -> discord.gateway().resumes() == 1);
      ada.directMessage("still here");
      Waiting.until("the message", () -> heard.equals(List.of("still here")));
      awaitConnected(bot);
    }
  }

  @Test
  void a_refused_resume_leads_to_a_new_session() throws Exception {
    List<Object> recreated = new CopyOnWriteArrayList<>();
    try (RealBot bot = listening()) {
      bot.on(SessionRecreateEvent.class, recreated::add);
      discord.gateway().refuseResumes(true);
      discord.gateway().dropSockets();

      Waiting.until("the new session", () -> !recreated.isEmpty());
      assertThat(discord.gateway().identifies()).isEqualTo(2);
      ada.directMessage("again");
      Waiting.until("the message", () -> heard.equals(List.of("again")));
    }
  }

  @Test
  void an_intent_that_is_not_granted_closes_for_good() {
    discord.gateway().grantNoPrivilegedIntents();
    List<ShutdownEvent> ends = new CopyOnWriteArrayList<>();
    try (RealBot bot = new RealBot(discord, GatewayIntent.MESSAGE_CONTENT)) {
      bot.on(ShutdownEvent.class, ends::add);
      Waiting.until("the end", () -> bot.jda().getStatus() == JDA.Status.SHUTDOWN);
      Waiting.until("the event", () -> !ends.isEmpty());
      assertThat(ends.getFirst().getCloseCode()).isEqualTo(CloseCode.DISALLOWED_INTENTS);
    }
  }

  @Test
  void heartbeats_are_answered_and_a_zombie_is_left() throws Exception {
    discord.gateway().heartbeatEvery(Duration.ofMillis(50));
    try (RealBot bot = listening()) {
      Waiting.until("a ping", () -> bot.jda().getGatewayPing() >= 0);
      discord.gateway().answerHeartbeats(false);
      Waiting.until("the resume", () -> discord.gateway().resumes() >= 1);
    }
  }

  private static void awaitConnected(RealBot bot) {
    Waiting.until("the status", () -> bot.jda().getStatus() == JDA.Status.CONNECTED);
  }

  private RealBot listening() throws InterruptedException {
    RealBot bot = new RealBot(discord).ready();
    bot.on(MessageReceivedEvent.class, event -> heard.add(event.getMessage().getContentRaw()));
    return bot;
  }
}
