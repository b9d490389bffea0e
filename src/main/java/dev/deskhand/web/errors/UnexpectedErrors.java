package dev.deskhand.web.errors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * Answers what no controller expected by a page or a problem document that gives nothing away but a
 * number to look up in the log. What says by itself which status it is keeps that status, and what
 * the database could not do now is worth another try (503).
 */
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class UnexpectedErrors {

  private static final Logger log = LoggerFactory.getLogger(UnexpectedErrors.class);
  private static final String SOON = "5";

  @ExceptionHandler
  @Nullable ResponseEntity<ProblemDetail> answer(
      Exception unexpected, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpStatusCode status = status(unexpected);
    ProblemDetail detail = ProblemDetail.forStatus(status);
    if (status.isSameCodeAs(HttpStatus.SERVICE_UNAVAILABLE)) {
      log.warn("The database could not be asked", unexpected);
      response.setHeader(HttpHeaders.RETRY_AFTER, SOON);
      detail.setDetail("The desk cannot reach its database now. Please try again in a moment.");
      request.setAttribute(ErrorPages.WHY, detail.getDetail());
    } else if (status.is5xxServerError()) {
      UUID number = UUID.randomUUID();
      log.error("Unexpected error {}", number, unexpected);
      detail.setDetail("Something went wrong here. The log tells more under " + number + ".");
      request.setAttribute(ErrorPages.NUMBER, number.toString());
    }
    if (response.isCommitted()) {
      return null;
    }
    if (ErrorAnswers.isPage(request, request.getRequestURI())) {
      response.sendError(status.value());
      return null;
    }
    ErrorAnswers.nameInstance(detail, request);
    return ResponseEntity.of(detail).build();
  }

  private static HttpStatusCode status(Exception unexpected) {
    if (unexpected instanceof ErrorResponse known) {
      return known.getStatusCode();
    }
    ResponseStatus declared =
        AnnotatedElementUtils.findMergedAnnotation(unexpected.getClass(), ResponseStatus.class);
    if (declared != null) {
      return declared.code();
    }
    return unexpected instanceof DataAccessResourceFailureException
            || unexpected instanceof TransientDataAccessException
            || unexpected instanceof CannotCreateTransactionException
        ? HttpStatus.SERVICE_UNAVAILABLE
        : HttpStatus.INTERNAL_SERVER_ERROR;
  }
}
