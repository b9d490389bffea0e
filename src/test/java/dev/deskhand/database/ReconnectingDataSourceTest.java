package dev.deskhand.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.mockito.Mockito;
import org.springframework.jdbc.datasource.AbstractDataSource;

@Execution(ExecutionMode.CONCURRENT)
class ReconnectingDataSourceTest {

  private final Connection connection = Mockito.mock();
  private final AtomicInteger tries = new AtomicInteger();

  /** A server that lets nobody in for a few times. */
  private AbstractDataSource awayFor(int times, String state) {
    return new AbstractDataSource() {
      @Override
      public Connection getConnection() throws SQLException {
        if (tries.incrementAndGet() <= times) {
          throw new SQLException("away", state);
        }
        return connection;
      }

      @Override
      public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
      }
    };
  }

  @Test
  void aServerThatIsBackIsNoticedAtOnce() throws SQLException {
    for (String away : new String[] {"08001", "08006", "57P03"}) {
      tries.set(0);
      assertThat(new ReconnectingDataSource(awayFor(5, away), () -> true).getConnection())
          .isSameAs(connection);
      assertThat(tries).hasValue(6);
      tries.set(0);
      assertThat(new ReconnectingDataSource(awayFor(5, away), () -> true).getConnection("me", "pw"))
          .isSameAs(connection);
      assertThat(tries).hasValue(6);
    }
  }

  @Test
  void whatTimeDoesNotMendIsToldAtOnce() {
    assertThatThrownBy(new ReconnectingDataSource(awayFor(5, "28P01"), () -> true)::getConnection)
        .isInstanceOf(SQLException.class)
        .hasMessage("away");
    assertThat(tries).hasValue(1);
  }

  @Test
  void atTheStartThatItIsNotThereIsToldAtOnce() {
    assertThatThrownBy(new ReconnectingDataSource(awayFor(5, "08001"), () -> false)::getConnection)
        .isInstanceOf(SQLException.class);
    assertThat(tries).hasValue(1);
  }
}
