package dev.deskhand.web.errors;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/** Whether what went wrong is told by a page or by a problem document (RFC 9457). */
public final class ErrorAnswers {

  private static final URI NOWHERE = URI.create("about:invalid");

  private ErrorAnswers() {}

  /**
   * A page for whoever looks at pages, whatever else they take: browsers and htmx say that they
   * take anything, and many say nothing at all. Programs get a document at the addresses that are
   * theirs, and wherever they ask for one and for no page.
   *
   * @param path the address that was asked for, which in an error dispatch is not the request's own
   */
  public static boolean isPage(HttpServletRequest request, String path) {
    List<MediaType> accepted = accepted(request);
    if (accepted.stream().anyMatch(type -> type.equalsTypeAndSubtype(MediaType.TEXT_HTML))) {
      return true;
    }
    boolean forPrograms =
        path.startsWith("/api/") || path.startsWith("/actuator") || path.startsWith("/slack/");
    return !forPrograms && accepted.stream().noneMatch(ErrorAnswers::isJson);
  }

  /** Says in a problem document which address was asked for, where that is one: "//" is none. */
  static void nameInstance(ProblemDetail detail, HttpServletRequest request) {
    try {
      detail.setInstance(URI.create(request.getRequestURI()));
    } catch (IllegalArgumentException e) {
      detail.setInstance(NOWHERE);
    }
  }

  private static boolean isJson(MediaType type) {
    return type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
        || type.equalsTypeAndSubtype(MediaType.APPLICATION_PROBLEM_JSON);
  }

  private static List<MediaType> accepted(HttpServletRequest request) {
    try {
      return MediaType.parseMediaTypes(request.getHeader(HttpHeaders.ACCEPT));
    } catch (InvalidMediaTypeException e) {
      return List.of();
    }
  }
}
