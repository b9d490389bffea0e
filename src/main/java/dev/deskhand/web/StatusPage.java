package dev.deskhand.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.CacheControl;
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

  private final PublicStatusReport report;

  StatusPage(PublicStatusReport report) {
    this.report = report;
  }

  @GetMapping("/status")
  String page(Model model, HttpServletResponse response) {
    response.setHeader("Cache-Control", BRIEFLY.getHeaderValue());
    model.addAttribute("status", report.now());
    return "status";
  }

  @GetMapping("/api/v1/status")
  @ResponseBody
  ResponseEntity<PublicStatus> json() {
    return ResponseEntity.ok().cacheControl(BRIEFLY).body(report.now());
  }
}
