package dev.deskhand;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {

  @Test
  void everyModuleUsesOnlyTheModulesItNames() {
    ApplicationModules.of(DeskhandApplication.class).verify();
  }
}
