package dev.deskhand.web;

import dev.deskhand.people.DemoMode;
import dev.deskhand.status.StatusPageDetail;
import dev.deskhand.web.errors.ErrorAnswers;
import dev.deskhand.web.errors.ErrorPages;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
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
class DemoAccessFilter extends OncePerRequestFilter {

  private static final String OFF =
      "Chat in the browser and over HTTP is off here until there is a way to sign in. It is on in"
          + " demo mode only. Use the desk in Slack or Discord.";
  private static final Pattern HERE =
      Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1]|::1)");

  /**
   * What proxies, tunnels and load balancers add to what they pass on. Whoever comes through one is
   * not at this machine, although the proxy is.
   */
  private static final Set<String> OF_PROXIES =
      Set.of(
          "forwarded",
          "via",
          "x-real-ip",
          "x-real-port",
          "x-client-ip",
          "x-cluster-client-ip",
          "x-original-forwarded-for",
          "x-original-host",
          "x-original-url",
          "x-originating-ip",
          "x-remote-ip",
          "x-remote-addr",
          "x-host",
          "x-proxyuser-ip",
          "x-appengine-user-ip",
          "x-scheme",
          "x-url-scheme",
          "front-end-https",
          "true-client-ip",
          "client-ip",
          "cdn-loop",
          "x-amzn-trace-id",
          "x-cloud-trace-context",
          "x-arr-clientip",
          "x-arr-ssl",
          "proxy-connection",
          "ngrok-auth-user-email");

  private static final List<String> FAMILIES_OF_PROXIES =
      List.of(
          "x-forwarded",
          "cf-",
          "fastly-",
          "fly-",
          "tailscale-",
          "x-amz-cf-",
          "x-amzn-oidc-",
          "x-azure-",
          "x-envoy-",
          "x-goog-iap-",
          "x-nf-",
          "x-nginx-",
          "x-varnish",
          "x-vercel-");

  /** What nginx speaks to whom it passes requests on to, and no browser does, if told no more. */
  private static final String OF_SIMPLE_PROXIES = "HTTP/1.0";

  private static final String PROXY =
      "In demo mode anybody may be anyone here, so the desk answers only who is at this machine, and"
          + " this came through a proxy.";

  /** So many posts are read and answered at once; whoever sends a part of one keeps nobody out. */
  private static final int POSTS = 32;

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Semaphore posts = new Semaphore(POSTS);

  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  private final DemoMode demo;
  private final StatusPageDetail status;
  private final JsonMapper json;

  DemoAccessFilter(DemoMode demo, StatusPageDetail status, JsonMapper json) {
    this.demo = demo;
    this.status = status;
    this.json = json;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !chat(request) && !switchedOff(request) && !(demo.on() && throughProxy(request));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (switchedOff(request)) {
      response.sendError(HttpStatus.NOT_FOUND.value());
      return;
    }
    String refusal = refusal(request);
    if (refusal == null) {
      if (READS.contains(request.getMethod()) || !chat(request)) {
        chain.doFilter(request, response);
      } else {
        post(request, response, chain);
      }
    } else if (!ErrorAnswers.isPage(request, request.getServletPath())) {
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

  private void post(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!isFree()) {
      response.setHeader(HttpHeaders.RETRY_AFTER, "1");
      response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
      return;
    }
    try {
      chain.doFilter(request, response);
    } finally {
      posts.release();
    }
  }

  private boolean isFree() {
    try {
      return posts.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private @Nullable String refusal(HttpServletRequest request) {
    if (!demo.on()) {
      return OFF;
    }
    if (throughProxy(request) || OF_SIMPLE_PROXIES.equals(request.getProtocol())) {
      return PROXY;
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
    return origin != null && origin.equals(request.getScheme() + "://" + request.getHeader("Host"));
  }

  /** Where the server itself reads such headers it hides them, and the address is then another. */
  private static boolean throughProxy(HttpServletRequest request) {
    return Collections.list(request.getHeaderNames()).stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .anyMatch(
                name ->
                    OF_PROXIES.contains(name)
                        || FAMILIES_OF_PROXIES.stream().anyMatch(name::startsWith))
        || !isThisMachine(request.getRemoteAddr());
  }

  private static boolean isThisMachine(String address) {
    try {
      return InetAddress.ofLiteral(address).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean chat(HttpServletRequest request) {
    return page(request) || api(request);
  }

  private boolean switchedOff(HttpServletRequest request) {
    String path = request.getServletPath();
    return status == StatusPageDetail.OFF
        && (path.equals("/status") || path.equals("/api/v1/status"));
  }

  private static boolean page(HttpServletRequest request) {
    String path = request.getServletPath();
    return path.equals("/") || path.isEmpty() || path.equals("/chat") || path.startsWith("/chat/");
  }

  private static boolean api(HttpServletRequest request) {
    return request.getServletPath().equals("/api/v1/chat");
  }
}
