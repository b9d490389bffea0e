package dev.deskhand.slack.verification;

import dev.deskhand.slack.connection.OncePerMinute;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets in only what Slack signed within the last five minutes, judged by the bytes as they arrived
 * and before anything of them is parsed: 401 for all else. What is not signed, or is larger than a
 * megabyte (413), is refused before a byte of its body is read.
 */
final class SignatureFilter extends OncePerRequestFilter {

  private static final Logger log = LoggerFactory.getLogger(SignatureFilter.class);
  private static final String BODY = SignatureFilter.class.getName() + ".body";

  private final SecretKeySpec key;
  private final Clock clock;
  private final UnverifiedBodies bodies;
  private final OncePerMinute told = new OncePerMinute();

  SignatureFilter(String signingSecret, Clock clock, UnverifiedBodies bodies) {
    this.key = RequestSignature.key(signingSecret);
    this.clock = clock;
    this.bodies = bodies;
  }

  /** What turned out to be Slack's comes once more, with its body. */
  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getAttribute(BODY) instanceof byte[] body) {
      chain.doFilter(new BufferedRequest(request, body), response);
      return;
    }
    switch (RequestSignature.of(request, clock.instant())) {
      case RequestSignature.Claim.Unfounded(String why) ->
          refuse(request, response, HttpServletResponse.SC_UNAUTHORIZED, why);
      case RequestSignature.Claim.Made(RequestSignature signature) -> {
        if (request.getContentLengthLong() > UnverifiedBodies.LARGEST) {
          refuse(
              request,
              response,
              HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
              "it has more than " + UnverifiedBodies.LARGEST + " bytes");
        } else {
          bodies.read(
              request,
              response,
              (context, body) -> judge(signature, body, request, response, context));
        }
      }
    }
  }

  private void judge(
      RequestSignature signature,
      byte[] body,
      HttpServletRequest request,
      HttpServletResponse response,
      AsyncContext context) {
    if (signature.isOf(body, key)) {
      request.setAttribute(BODY, body);
      context.dispatch();
    } else {
      refuse(
          request,
          response,
          HttpServletResponse.SC_UNAUTHORIZED,
          "its signature is not Slack's; is SLACK_SIGNING_SECRET the app's?");
      context.complete();
    }
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse response, int status, String why) {
    if (told.isFirst(why)) {
      log.warn(
          "Refused a request to {} from {}: {}",
          request.getRequestURI(),
          request.getRemoteAddr(),
          why);
    }
    response.setStatus(status);
  }
}
