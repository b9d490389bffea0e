package dev.deskhand.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** Nothing is at this address, or nothing for this person. */
final class NotFoundException extends ErrorResponseException {
  private static final long serialVersionUID = 1L;

  NotFoundException() {
    super(HttpStatus.NOT_FOUND);
  }
}
