package dev.deskhand.web.errors;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** What Spring MVC refuses is a page for those who look, and a problem detail for programs. */
@ControllerAdvice
@Order(0) // before what answers everything that nobody expected
class RefusedRequests extends ResponseEntityExceptionHandler {

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception refusal,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    HttpServletResponse response =
        request instanceof ServletWebRequest servlet ? servlet.getResponse() : null;
    if (response != null && wantsPage((ServletWebRequest) request)) {
      try {
        headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.sendError(status.value());
        return null;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return super.handleExceptionInternal(refusal, body, headers, status, request);
  }

  @Override
  protected ResponseEntity<Object> createResponseEntity(
      @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    if (body instanceof ProblemDetail detail && request instanceof ServletWebRequest servlet) {
      ErrorAnswers.nameInstance(detail, servlet.getRequest());
    }
    return super.createResponseEntity(body, headers, status, request);
  }

  /** What the server finds in a form before anything of the desk sees it: too large, or broken. */
  @ExceptionHandler(InvalidParameterException.class)
  @Nullable ResponseEntity<Object> form(InvalidParameterException broken, WebRequest request) {
    HttpStatusCode status = HttpStatusCode.valueOf(broken.getErrorCode());
    return handleExceptionInternal(
        broken, ProblemDetail.forStatus(status), new HttpHeaders(), status, request);
  }

  private static boolean wantsPage(ServletWebRequest request) {
    return ErrorAnswers.isPage(request.getRequest(), request.getRequest().getRequestURI());
  }
}
