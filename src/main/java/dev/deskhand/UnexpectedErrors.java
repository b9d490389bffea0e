package dev.deskhand;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers what no controller expected with a problem document (RFC 9457) that gives nothing away
 * but a number to look up in the log. A browser that asks for a page gets its page instead.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class UnexpectedErrors {

  private static final Logger log = LoggerFactory.getLogger(UnexpectedErrors.class);

  @ExceptionHandler(
      produces = {MediaType.APPLICATION_PROBLEM_JSON_VALUE, MediaType.APPLICATION_JSON_VALUE})
  ProblemDetail answer(Exception unexpected) {
    UUID number = UUID.randomUUID();
    log.error("Unexpected error {}", number, unexpected);
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "Something went wrong here. The log tells more under " + number + ".");
  }
}
