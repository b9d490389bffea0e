package dev.deskhand.web;

import dev.deskhand.people.DemoMode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who gets into the chat. It is there in demo mode only; and since nobody signs in there, a request
 * must come to this machine by a name of this machine (or another site could point its own name
 * here), and one that changes something must come from the desk's own pages.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 100)
class Door extends OncePerRequestFilter {

  private static final String OFF =
      "Chat in the browser and over HTTP is off here until there is a way to sign in. It is on in"
          + " demo mode only. Use the desk in Slack or Discord.";
  private static final Pattern HERE =
      Pattern.compile("(localhost|[a-z0-9-]+\\.localhost|127(\\.\\d{1,3}){3}|\\[::1]|::1)");
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  private final DemoMode demo;
  private final JsonMapper json;

  Door(DemoMode demo, JsonMapper json) {
    this.demo = demo;
    this.json = json;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !page(request) && !api(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String refusal = refusal(request);
    if (refusal == null) {
      chain.doFilter(request, response);
    } else if (api(request)) {
      response.setStatus(HttpStatus.FORBIDDEN.value());
      response.setContentType("application/problem+json");
      response.setCharacterEncoding("UTF-8");
      response
          .getWriter()
          .write(
              json.writeValueAsString(
                  ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN, refusal)));
    } else {
      request.setAttribute(ErrorPages.WHY, refusal);
      response.sendError(HttpStatus.FORBIDDEN.value());
    }
  }

  private @Nullable String refusal(HttpServletRequest request) {
    if (!demo.on()) {
      return OFF;
    }
    if (!HERE.matcher(request.getServerName().toLowerCase(Locale.ROOT)).matches()) {
      return "In demo mode the desk answers on localhost only.";
    }
    if (page(request) && !READS.contains(request.getMethod()) && !fromOwnPage(request)) {
      return "This did not come from a page of the desk.";
    }
    return null;
  }

  /** Browsers say where a request comes from; what is no browser cannot be made to send one. */
  private static boolean fromOwnPage(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin") || site.equals("none");
    }
    String origin = request.getHeader("Origin");
    return origin == null || origin.equals(request.getScheme() + "://" + request.getHeader("Host"));
  }

  private static boolean page(HttpServletRequest request) {
    String path = request.getServletPath();
    return path.equals("/") || path.isEmpty() || path.equals("/chat") || path.startsWith("/chat/");
  }

  private static boolean api(HttpServletRequest request) {
    return request.getServletPath().equals("/api/v1/chat");
  }
}
