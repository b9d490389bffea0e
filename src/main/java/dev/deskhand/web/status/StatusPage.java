package dev.deskhand.web.status;

import dev.deskhand.web.errors.ErrorPages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** How the services are doing, for everybody: nobody has to sign in, no person is named. */
@Controller
class StatusPage {

  private static final CacheControl BRIEFLY =
      CacheControl.maxAge(Duration.ofSeconds(5)).cachePublic();

  private static final String UNKNOWN =
      "The desk cannot reach its database, and has not known yet how the services are doing.";

  private final PublicStatusReport report;

  StatusPage(PublicStatusReport report) {
    this.report = report;
  }

  @GetMapping("/status")
  @Nullable String page(Model model, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<PublicStatus> known = report.lastKnown();
    if (known.isEmpty()) {
      request.setAttribute(ErrorPages.WHY, UNKNOWN);
      response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
      return null;
    }
    response.setHeader("Cache-Control", BRIEFLY.getHeaderValue());
    model.addAttribute("status", known.get());
    return "status";
  }

  @GetMapping("/api/v1/status")
  @ResponseBody
  ResponseEntity<?> json() {
    Optional<PublicStatus> known = report.lastKnown();
    return known.isPresent()
        ? ResponseEntity.ok().cacheControl(BRIEFLY).body(known.get())
        : ResponseEntity.of(
                ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, UNKNOWN))
            .build();
  }
}
