package dev.deskhand.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Nothing is at this address, or nothing for this person. */
@ResponseStatus(HttpStatus.NOT_FOUND)
final class NotThere extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotThere() {
    super("Nothing is at this address", null, false, false);
  }
}
