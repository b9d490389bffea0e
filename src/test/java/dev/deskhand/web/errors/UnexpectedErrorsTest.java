package dev.deskhand.web.errors;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.deskhand.testing.LooksAtOutput;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@LooksAtOutput
class UnexpectedErrorsTest {

  private static final Pattern NUMBER =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final MockMvcTester mvc =
      MockMvcTester.of(
          List.of(new Broken()),
          builder -> builder.setControllerAdvice(new UnexpectedErrors()).build());

  @Test
  void theAnswerGivesNothingAwayButANumberThatTheLogKnows(CapturedOutput output) throws Exception {
    MvcTestResult answer = mvc.get().uri("/api/broken").exchange();

    assertThat(answer).hasStatus(500).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
    String body = answer.getResponse().getContentAsString();
    assertThat(body).doesNotContain("s3cret").doesNotContain("Exception");
    Matcher number = NUMBER.matcher(body);
    assertThat(number.find()).isTrue();
    assertThat(output).contains("Unexpected error " + number.group());
  }

  @Test
  void aDatabaseThatIsAwayIsLoggedWithWhatItComesFromSoThatTheLogFoldsIt() {
    Logger logger = (Logger) LoggerFactory.getLogger(UnexpectedErrors.class);
    ListAppender<ILoggingEvent> logged = new ListAppender<>();
    logged.start();
    logger.addAppender(logged);
    try {
      assertThat(mvc.get().uri("/api/away").exchange()).hasStatus(503);
    } finally {
      logger.detachAppender(logged);
    }
    assertThat(logged.list)
        .singleElement()
        .extracting(ILoggingEvent::getThrowableProxy)
        .isNotNull();
  }

  @RestController
  static final class Broken {

    @GetMapping("/api/away")
    String away() {
      throw new DataAccessResourceFailureException("away", new SQLException("refused", "08001"));
    }

    @GetMapping("/api/broken")
    String answer() {
      return Integer.toString(Integer.parseInt("s3cret"));
    }
  }
}
