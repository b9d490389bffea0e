package dev.deskhand.status.services;

import dev.deskhand.definitions.DefinitionCheck;
import dev.deskhand.status.StatusProperties;

/** Reads the services file as {@link ServicesAtStart} does. */
record ServicesFileCheck(StatusProperties properties) implements DefinitionCheck {

  @Override
  public String read() {
    return ServicesFile.read(properties.servicesFile()).size() + " services";
  }
}
