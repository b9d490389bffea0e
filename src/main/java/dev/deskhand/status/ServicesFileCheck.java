package dev.deskhand.status;

import dev.deskhand.definitions.DefinitionCheck;
import dev.deskhand.definitions.DefinitionFile;

/** Reads the services file as {@link ServicesAtStart} does. */
record ServicesFileCheck(StatusProperties properties) implements DefinitionCheck {

  @Override
  public String read() {
    return ServicesFile.read(
                DefinitionFile.read(properties.servicesFile(), "deskhand.status.services-file"))
            .size()
        + " services";
  }
}
