package dev.deskhand.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.search.Search.Found;
import dev.deskhand.search.Search.Who;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.tickets.IncidentReplay;
import dev.deskhand.tickets.IncidentReplay.Past;
import dev.deskhand.tickets.IncidentReplay.PastIncident;
import dev.deskhand.tickets.IncidentState;
import dev.deskhand.tickets.Incidents.Level;
import dev.deskhand.tickets.Priority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How what was there before is taken into the search. */
@DeskhandTest
class SearchReindexingTest {

  private static final PastIncident PAST =
      new PastIncident(
          "INC0000030",
          List.of(
              new Past(
                  "e1",
                  null,
                  Instant.parse("2020-01-01T00:00:00Z"),
                  Instant.parse("2020-01-01T00:00:00Z"),
                  IncidentState.NEW,
                  null,
                  Level.LOW,
                  Level.LOW,
                  Priority.P4,
                  "The kettle drips",
                  "Zoë Müller",
                  null,
                  null,
                  null,
                  null,
                  null,
                  Set.of())));

  @Autowired SearchReindexing reindexing;
  @Autowired Search search;
  @Autowired IncidentReplay replay;
  @Autowired JdbcClient jdbc;

  @BeforeEach
  void ofALargeDeskNothingIsIndexedYet() {
    await().untilAsserted(() -> assertThat(theDeskItselfIndexesNothing()).isTrue());
    replay.replay("servicenow", List.of(PAST));
    jdbc.sql("delete from search_entry").update();
    jdbc.sql("update search_progress set below = 1000000 where kind = 'INC'").update();
  }

  @Test
  void theWordsOfManyTicketsAreCollectedAndThenTheIndexIsAsItWas() {
    List<Boolean> collected = new ArrayList<>();
    reindexing.index(
        () -> {
          collected.add(collected());
          return false;
        });
    assertThat(collected).isNotEmpty().contains(true);
    assertThat(collected()).isFalse();
    assertThat(found()).isEqualTo(1);
  }

  @Test
  void whatWasInterruptedIsFoundMeanwhileAndTheIndexIsAsItWasAtItsEnd() {
    reindexing.index(() -> true);
    assertThat(collected()).isTrue();
    assertThat(found()).isEqualTo(1);
    reindexing.index(() -> false);
    assertThat(collected()).isFalse();
    assertThat(found()).isEqualTo(1);
  }

  private boolean theDeskItselfIndexesNothing() {
    jdbc.sql(
            """
            update scheduled_tasks set execution_time = now() + interval '1 year'
            where task_name = 'index-old-tickets' and not picked
            """)
        .update();
    return jdbc.sql(
            """
            select not exists (select from scheduled_tasks where task_name = 'index-old-tickets'
              and execution_time < now() + interval '1 month')
            """)
        .query(Boolean.class)
        .single();
  }

  private int found() {
    return switch (search.find("kettle", new Who(1, true, true), 1)) {
      case Found.Tickets tickets -> tickets.total();
      case Found.TooMany tooMany -> -1;
    };
  }

  private boolean collected() {
    return jdbc.sql(
            """
            select coalesce('fastupdate=on' = any (reloptions), false) from pg_class
            where relname = 'search_entry_words'
            """)
        .query(Boolean.class)
        .single();
  }
}
