package dev.deskhand.web.errors;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** Nothing is at this address, or nothing for this person. */
public final class NotFoundException extends ErrorResponseException {
  private static final long serialVersionUID = 1L;

  public NotFoundException() {
    super(HttpStatus.NOT_FOUND);
  }
}
