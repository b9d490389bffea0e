package dev.deskhand.slack.standin;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.jakarta_servlet.SlackAppServlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.springframework.util.FileSystemUtils;

/** The least that can be a desk: Bolt in a servlet container, connected to a stand-in. */
final class BoltDesk implements AutoCloseable {

  private final SlackStandIn slack = SlackStandIn.start();
  private final App app;
  private final Tomcat tomcat = new Tomcat();
  private final Path directory;

  BoltDesk() {
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(slack.apiUrl());
    config.setStatsEnabled(false);
    app =
        new App(
            AppConfig.builder()
                .slack(Slack.getInstance(config))
                .singleTeamBotToken(SlackStandIn.BOT_TOKEN)
                .signingSecret(SlackStandIn.SIGNING_SECRET)
                .ignoringSelfEventsEnabled(false)
                .build());
    try {
      directory = Files.createTempDirectory("bolt-desk");
      tomcat.setBaseDir(directory.toString());
      tomcat.setPort(0);
      Context context = tomcat.addContext("", directory.toString());
      if (context instanceof StandardContext standard) {
        // What it would look for is open only to those who ask for it on the command line.
        standard.setClearReferencesThreadLocals(false);
        standard.setClearReferencesRmiTargets(false);
      }
      Tomcat.addServlet(context, "slack", new SlackAppServlet(app)).addMapping("/slack/events");
      tomcat.start();
    } catch (IOException noDirectory) {
      throw new UncheckedIOException(noDirectory);
    } catch (LifecycleException notStarted) {
      throw new IllegalStateException(notStarted);
    }
    int port = tomcat.getConnector().getLocalPort();
    slack.connect(URI.create("http://127.0.0.1:%d/slack/events".formatted(port)));
  }

  SlackStandIn slack() {
    return slack;
  }

  App app() {
    return app;
  }

  @Override
  public void close() throws LifecycleException, IOException {
    tomcat.stop();
    tomcat.destroy();
    app.stop();
    slack.close();
    FileSystemUtils.deleteRecursively(directory);
  }
}
