package dev.deskhand.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.testing.DeskhandModuleTest;
import dev.deskhand.testing.SettableClock;
import java.time.Clock;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@DeskhandModuleTest
class ModuleAloneTest {

  private final ApplicationContext module;
  private final Clock clock;

  @Autowired
  ModuleAloneTest(ApplicationContext module, Clock clock) {
    this.module = module;
    this.clock = clock;
  }

  @Test
  void aDatabaseThatIsNamedIsUsedAndNoOtherStarted() {
    assertThat(module.getBeanNamesForType(EmbeddedDatabase.class)).isEmpty();
    assertThat(
            JdbcClient.create(module.getBean(DataSource.class))
                .sql("select current_database()")
                .query(String.class)
                .single())
        .startsWith("test_");
  }

  @Test
  void timeIsTheTests() {
    assertThat(clock.instant()).isEqualTo(SettableClock.START);
  }
}
