package dev.deskhand.web.errors;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Tells what became of a request that failed: nothing of the inside of the desk, but an id under
 * which the log has it. Whoever asks for the address of these pages itself finds nothing there.
 */
@Controller
public class ErrorPages implements ErrorController {

  /** The request attribute with the reason of a refusal, in words for the person. */
  public static final String WHY = ErrorPages.class.getName() + ".why";

  /** The request attribute with the number under which the log has it already. */
  static final String NUMBER = ErrorPages.class.getName() + ".number";

  private static final Logger log = LoggerFactory.getLogger(ErrorPages.class);

  @RequestMapping("/error")
  Object answer(HttpServletRequest request) {
    HttpStatus status = status(request);
    String why = request.getAttribute(WHY) instanceof String words ? words : "";
    String number = status == HttpStatus.INTERNAL_SERVER_ERROR ? number(request, status) : "";
    if (!ErrorAnswers.isPage(request, path(request))) {
      ProblemDetail detail = ProblemDetail.forStatus(status);
      detail.setDetail(
          why.isEmpty() && !number.isEmpty()
              ? "Something went wrong here. The log tells more under " + number + "."
              : why.isEmpty() ? null : why);
      return ResponseEntity.of(detail).build();
    }
    ModelAndView page = new ModelAndView(page(status), status);
    page.addObject("why", why.isEmpty() ? null : why);
    page.addObject("correlationId", number);
    return page;
  }

  private static HttpStatus status(HttpServletRequest request) {
    HttpStatus status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? HttpStatus.resolve(code)
            : HttpStatus.NOT_FOUND;
    return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
  }

  private static String path(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path
        ? path
        : request.getServletPath();
  }

  private static String page(HttpStatus status) {
    return switch (status) {
      case FORBIDDEN -> "error/403";
      case NOT_FOUND -> "error/404";
      default -> status.is5xxServerError() ? "error/5xx" : "error/4xx";
    };
  }

  private static String number(HttpServletRequest request, HttpStatus status) {
    if (request.getAttribute(NUMBER) instanceof String known) {
      return known;
    }
    String number = UUID.randomUUID().toString();
    log.error(
        "A page could not be made ({}), number {}: {}",
        status.value(),
        number,
        request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable error
            ? error.getClass().getName()
            : "no exception");
    return number;
  }
}
