package dev.deskhand;

import dev.deskhand.people.DemoMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says, once the desk is ready, where it is and as whom it can be used. */
@Component
final class ReadyLine {

  private static final Logger log = LoggerFactory.getLogger("dev.deskhand");

  private final ObjectProvider<DemoMode> demo;

  /** A test of a single module has no demo mode, and no server to tell of. */
  ReadyLine(ObjectProvider<DemoMode> demo) {
    this.demo = demo;
  }

  @EventListener
  void ready(ApplicationReadyEvent event) {
    if (event.getApplicationContext() instanceof WebServerApplicationContext server
        && server.getWebServer() != null) {
      log.info("{}", text(server.getWebServer().getPort(), demo.getObject()));
    }
  }

  static String text(int port, DemoMode demo) {
    String where = "Deskhand is ready at http://localhost:" + port;
    return demo.on()
        ? where + " - demo mode: be the employee, the agent, the manager or the admin there"
        : where + " - demo mode is off, because " + demo.why();
  }
}
