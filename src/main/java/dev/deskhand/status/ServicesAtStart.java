package dev.deskhand.status;

import dev.deskhand.definitions.DefinitionFile;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Brings the services file into the database, once at every start and before the first request. A
 * service that the file no longer has is no longer listed; those added in chat stay.
 */
@Component
final class ServicesAtStart implements SmartInitializingSingleton {

  private final List<ServiceDefinition> services;
  private final ServiceStore store;

  ServicesAtStart(StatusProperties properties, ServiceStore store) {
    this.services =
        ServicesFile.read(
            DefinitionFile.read(properties.servicesFile(), "deskhand.status.services-file"));
    this.store = store;
  }

  @Override
  public void afterSingletonsInstantiated() {
    store.take(services);
  }
}
