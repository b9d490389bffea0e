package dev.deskhand.web;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webmvc.error.DefaultErrorAttributes;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.WebRequest;

/**
 * What an error page knows: nothing of the inside of the desk, but an id under which the log has
 * it.
 */
@Component
class ErrorPages extends DefaultErrorAttributes {

  /** The request attribute with the reason of a refusal, in words for the person. */
  static final String WHY = ErrorPages.class.getName() + ".why";

  private static final Logger log = LoggerFactory.getLogger(ErrorPages.class);

  @Override
  public Map<String, @Nullable Object> getErrorAttributes(
      WebRequest request, ErrorAttributeOptions options) {
    Map<String, @Nullable Object> attributes =
        super.getErrorAttributes(request, ErrorAttributeOptions.defaults());
    attributes.remove("timestamp");
    if (request.getAttribute(WHY, RequestAttributes.SCOPE_REQUEST) instanceof String why) {
      attributes.put("why", why);
    }
    if (attributes.get("status") instanceof Integer status && status >= 500) {
      attributes.put("correlationId", correlationId(request, status));
    }
    return attributes;
  }

  private String correlationId(WebRequest request, int status) {
    String known = MDC.get("correlationId");
    String id =
        known == null
            ? UUID.randomUUID().toString().substring(0, 8).toLowerCase(Locale.ROOT)
            : known;
    Throwable error = getError(request);
    log.error(
        "A page could not be made ({}), correlation id {}: {}",
        status,
        id,
        error == null ? "no exception" : error.getClass().getName());
    return id;
  }
}
