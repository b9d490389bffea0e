package dev.deskhand.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.testing.SharedPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

class ServerCheckTest {

  @Test
  void aServerOlderThanFifteenIsRefused() {
    assertThatThrownBy(() -> ServerCheck.refuseUnfit("PostgreSQL", 14))
        .isInstanceOf(DatabaseUnusable.class)
        .hasMessage("the database is PostgreSQL 14; the desk needs PostgreSQL 15 or newer");
    assertThatCode(() -> ServerCheck.refuseUnfit("PostgreSQL", 15)).doesNotThrowAnyException();
  }

  @Test
  void aServerThatFitsPasses() {
    assertThatCode(
            () ->
                ServerCheck.requireUsable(
                    new Named(SharedPostgres.get().emptyDatabase(), null, null)))
        .doesNotThrowAnyException();
  }

  @Test
  void aServerThatDoesNotAnswerIsNamedWithoutThePassword() {
    assertThatThrownBy(
            () ->
                ServerCheck.requireUsable(
                    new Named("jdbc:postgresql://127.0.0.1:1/desk", "desk", "s3cret")))
        .isInstanceOf(DatabaseUnusable.class)
        .hasMessageContaining("127.0.0.1:1 refused")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void aUrlOfAnotherKindIsRefusedWithoutBeingPrinted() {
    assertThatThrownBy(
            () ->
                ServerCheck.requireUsable(new Named("jdbc:h2:mem:x;PASSWORD=s3cret", "desk", null)))
        .isInstanceOf(DatabaseUnusable.class)
        .hasMessageContaining("jdbc:postgresql:")
        .hasMessageNotContaining("s3cret");
  }

  private record Named(String url, @Nullable String user, @Nullable String password)
      implements JdbcConnectionDetails {

    @Override
    public String getJdbcUrl() {
      return url;
    }

    @Override
    public @Nullable String getUsername() {
      return user;
    }

    @Override
    public @Nullable String getPassword() {
      return password;
    }
  }
}
