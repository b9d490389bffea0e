package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.slack.connection.Scope;
import dev.deskhand.slack.connection.SlackApi;
import dev.deskhand.slack.connection.TokenGuard;
import dev.deskhand.slack.standin.Fault;
import dev.deskhand.testing.LooksAtOutput;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;

/** What the desk says about a token that does not let it do its work. */
@LooksAtOutput
class StartCheckTest extends SlackScene {

  @Autowired SlackApi api;

  @Test
  void missingScopesAreNamedInOneLineThatSaysWhatToDo(CapturedOutput output) {
    slack.grants().only(without("files:write", "users:read"));
    later(Duration.ofMinutes(1));
    workspace.introduce();
    await().until(() -> output.getOut().contains("the app lacks"));
    assertThat(output.getOut().lines().filter(line -> line.contains("the app lacks")))
        .singleElement()
        .asString()
        .contains("files:write (", "users:read (", "App Manifest", "install the app again")
        .doesNotContain("chat:write");
  }

  @Test
  void aCallForWhichAScopeIsMissingNamesItAndSaysWhatToDo() {
    slack.grants().only(without("channels:join"));
    String trouble =
        api.call(
                "conversations.join",
                methods -> methods.conversationsJoin(request -> request.channel(OFFICE)))
            .trouble();
    assertThat(trouble).contains("missing_scope", "channels:join", "install the app again");
  }

  @Test
  void aRefusedBotTokenIsToldInOneLineThatSaysWhatToDo(CapturedOutput output) {
    // refused for as long as it is asked: who asks next is told "yes" only when that is wanted
    slack.faults().always("auth.test", Fault.refused("invalid_auth"));
    later(Duration.ofMinutes(1));
    await()
        .until(
            () -> {
              // it does nothing while an earlier question is still on its way
              workspace.introduce();
              return output.getOut().contains("SLACK_BOT_TOKEN");
            });
    assertThat(output.getOut().lines().filter(line -> line.contains("SLACK_BOT_TOKEN")))
        .singleElement()
        .asString()
        .contains("invalid_auth", "OAuth & Permissions", "restart the desk");

    slack.faults().clear();
    await()
        .until(
            () -> {
              // by the desk's clock it asks again once a minute
              later(TokenGuard.PAUSE);
              workspace.introduce();
              return workspace.health().getStatus().equals(Status.UP);
            });
  }

  private static List<String> without(String... scopes) {
    List<String> missing = List.of(scopes);
    return Scope.words().stream().filter(word -> !missing.contains(word)).toList();
  }
}
