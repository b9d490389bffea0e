package dev.deskhand.status.services;

import dev.deskhand.status.StatusProperties;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Brings the services file into the database, once at every start and before the first request. */
@Component
final class ServicesAtStart implements SmartInitializingSingleton {

  private final List<ServiceDefinition> services;
  private final ServiceReconciler reconciler;

  ServicesAtStart(StatusProperties properties, ServiceReconciler reconciler) {
    this.services = ServicesFile.read(properties.servicesFile());
    this.reconciler = reconciler;
  }

  @Override
  public void afterSingletonsInstantiated() {
    reconciler.take(services);
  }
}
