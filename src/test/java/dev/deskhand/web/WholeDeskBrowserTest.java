package dev.deskhand.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.testing.Browser;
import dev.deskhand.testing.Browser.Look;
import dev.deskhand.testing.Browser.Window;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.OnRecord;
import dev.deskhand.testing.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole desk in a real Chromium: what a person who has just cloned it does first. */
@DeskhandTest
class WholeDeskBrowserTest {

  private static final String CARD = "article[aria-label^='INC-1 ']";

  @Autowired JdbcClient jdbc;
  @Autowired SettableClock clock;

  @Value("${local.server.port}")
  int port;

  @Test
  void fromAReportToTheSummaryAndAllOfItIsInPostgresql() {
    try (Browser browser = Browser.open(Look.DESKTOP)) {
      Window agent = browser.window(room("agent", "triage"));
      agent.see("Nothing to triage yet.");
      Window employee = browser.window(room("employee", "desk"));
      employee.see("Hello, Erin.");
      agent.see("Live");
      employee.see("Live");

      reports(employee);
      worksIt(agent, employee);
      declaresAnOutage(agent);
      asksForTheSummary(browser.window(room("manager", "desk")));

      picture(employee);
    }
    isInPostgresql();
  }

  @ParameterizedTest
  @EnumSource(names = {"PHONE", "PHONE_DARK", "DESKTOP_DARK"})
  void nothingIsWiderThanTheWindow(Look look) {
    try (Browser browser = Browser.open(look)) {
      Window agent = browser.window(room("agent", "desk"));
      agent.find("#words").sendKeys("report the printer on floor 3 jams service:Printing");
      agent.find("#composer button").click();
      agent.find(CARD);
      agent.press(".quick", "Queue");
      agent.find(".listing");

      agent.screenshot(Path.of("target/screenshots/" + look + ".png"));
      assertThat((Long) agent.run("return document.documentElement.scrollWidth - innerWidth"))
          .isLessThanOrEqualTo(0);
      assertThat((Long) agent.run("return log.scrollWidth - log.clientWidth"))
          .isLessThanOrEqualTo(0);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PHONE", "DESKTOP"})
  void aRefusedFormIsMendedUnderItsCardAndAnsweredInOneLine(Look look) {
    try (Browser browser = Browser.open(look)) {
      Window desk = browser.window(room("agent", "desk"));
      desk.find("#words").sendKeys("report the printer on floor 3 jams service:Printing");
      desk.find("#composer button").click();
      desk.find(CARD);
      Window agent = browser.window(room("agent", "triage"));
      agent.press("#log > .message > .body > .said > " + CARD, "Assign…");
      answer(agent, "@nobody");
      agent.find(".thread .refusal");
      // the form that comes with the answer, ready to be mended
      await()
          .until(
              () ->
                  Boolean.TRUE.equals(
                      agent.run("return document.activeElement.matches('form.ask input')")));
      WebElement field = agent.find("form.ask input[type=text]");
      agent.screenshot(Path.of("target/screenshots/refused-" + look + ".png"));
      assertThat(field.getDomProperty("value")).isEqualTo("@nobody");

      answer(agent, "@agent");
      agent.see("Done: assign INC-1");
      agent.see("– sent");

      agent.screenshot(Path.of("target/screenshots/mended-" + look + ".png"));
      assertThat(agent.run("return document.querySelectorAll('article.card').length"))
          .isEqualTo(1L);
    }
  }

  private static void reports(Window employee) {
    employee.press(".quick", "Report an issue");
    employee.find("form.ask textarea").sendKeys("The VPN drops every few minutes");
    new Select(employee.find("form.ask select[name='field:service']")).selectByValue("VPN");
    employee.press("form.ask", "Report");
    employee.find(CARD);
    employee.see("– sent");
  }

  private void worksIt(Window agent, Window employee) {
    agent.find(CARD);
    clock.advance(Duration.ofMinutes(4));
    agent.press("#log > .message > .body > .said > " + CARD, "Take");
    agent.see("in progress");

    agent.press("#log > .message > .body > .said > " + CARD, "Reply…");
    answer(agent, "Are you on Wi-Fi or on a cable?");
    employee.see("Are you on Wi-Fi or on a cable?");

    clock.advance(Duration.ofMinutes(9));
    employee.find("#words").sendKeys("reply INC-1 on a cable, in the office", Keys.ENTER);
    employee.see("reply INC-1 on a cable");
    agent.see("on a cable, in the office");

    agent.press("#log > .message > .body > .said > " + CARD, "Resolve…");
    answer(agent, "Restarted the VPN gateway");
    agent.see("resolved");
    employee.see("Restarted the VPN gateway");
  }

  private void declaresAnOutage(Window agent) {
    agent
        .find("#words")
        .sendKeys("outage declare VPN down Nobody can connect to the VPN", Keys.ENTER);
    agent.see("VPN is down");
    clock.advance(Duration.ofMinutes(30));
  }

  private static void asksForTheSummary(Window manager) {
    manager.press(".quick", "Summary");
    manager.see("OUT-1");
    WebElement picture = manager.find("figure img");
    assertThat(picture.getAttribute("alt")).contains("VPN");
    manager.run("arguments[0].loading = 'eager'", picture);
    await()
        .until(
            () ->
                Boolean.TRUE.equals(
                    manager.run(
                        "return arguments[0].complete && arguments[0].naturalWidth > 100",
                        picture)));
  }

  private static void answer(Window window, String text) {
    WebElement field = window.find("form.ask textarea, form.ask input[type=text]");
    // what stands there is selected for a person, who types over it; the driver goes to its end
    field.clear();
    field.sendKeys(text);
    window.find("form.ask button").click();
  }

  private void isInPostgresql() {
    Map<String, @Nullable Object> incident =
        jdbc.sql(
                """
                select i.state, i.service, i.resolution, i.origin, r.name as requester,
                  a.name as assignee
                from incident i join person r on r.id = i.requester_id
                  join person a on a.id = i.assignee_id
                """)
            .query()
            .singleRow();
    assertThat(incident)
        .containsEntry("state", "RESOLVED")
        .containsEntry("service", "VPN")
        .containsEntry("resolution", "Restarted the VPN gateway")
        .containsEntry("requester", "Erin")
        .containsEntry("assignee", "Amir");
    assertThat(OnRecord.of(jdbc, "INC"))
        .extracting(said -> said.substring(0, said.indexOf(':')))
        .containsExactly("report", "take", "reply", "reply", "resolve");
    assertThat(jdbc.sql("select text from outage").query(String.class).list())
        .containsExactly("Nobody can connect to the VPN");
    assertThat(
            jdbc.sql("select count(*) from web_message where kind = 'sent'")
                .query(Integer.class)
                .single())
        .isEqualTo(3);
  }

  /** The README's picture, where it is asked for; otherwise one to look at. */
  private static void picture(Window employee) {
    boolean wanted = Boolean.getBoolean("deskhand.screenshots");
    employee.resize(1280, 1000);
    employee.screenshot(Path.of(wanted ? "docs/images/desk.png" : "target/screenshots/desk.png"));
  }

  private String room(String who, String room) {
    return "http://localhost:" + port + "/chat/" + who + "/" + room;
  }
}
