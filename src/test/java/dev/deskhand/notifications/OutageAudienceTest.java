package dev.deskhand.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.notifications.notifiers.OutageAudience;
import org.junit.jupiter.api.Test;

class OutageAudienceTest {

  @Test
  void isBoundedHoweverManyIncidentsArePartOfAnOutage() {
    try (Desk desk = new Desk()) {
      desk.jdbc
          .sql("insert into person (name) select 'P' || n from generate_series(1, ?) n")
          .param(OutageAudience.MOST + 1)
          .update();
      desk.jdbc.sql("insert into outage_audience select 'OUT-1', id, 'slack' from person").update();

      assertThat(new OutageAudience(desk.jdbc).of("OUT-1"))
          .hasSize(OutageAudience.MOST)
          .containsEntry(1L, "slack");
    }
  }
}
