package dev.deskhand.requests;

import dev.deskhand.definitions.DefinitionCheck;

/** Reads the catalog file as the {@link Catalog} does. */
record CatalogFileCheck(RequestsProperties properties) implements DefinitionCheck {

  @Override
  public String read() {
    return new Catalog(properties).items().size() + " things to ask for";
  }
}
