package dev.deskhand.notifications.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.cards.CardReader;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.testing.SettableClock;
import dev.deskhand.testing.SharedPostgres;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What one delivery costs the database does not grow with what was delivered, or what waits. */
@Execution(ExecutionMode.CONCURRENT)
class OutboxBacklogTest {

  private static final Address TRIAGE = new Address.Channel("slack", "C1");
  private static final int EACH = 3_000;

  private final PGSimpleDataSource database = new PGSimpleDataSource();
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final OutboxStore store;

  OutboxBacklogTest() {
    database.setUrl(SharedPostgres.get().newDatabase());
    jdbc = JdbcClient.create(database);
    transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    store = new OutboxStore(jdbc, new SettableClock());
  }

  private void write(int from) {
    store.insert(
        IntStream.range(from, from + EACH)
            .mapToObj(number -> OutboxDraft.card(TRIAGE, "INC-" + number, CardReader.AGENT))
            .toList(),
        "c-1");
  }

  private long read() {
    return jdbc.sql(
            """
            select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) from pg_stat_xact_user_tables
            where relname in ('outbox', 'posted_card')
            """)
        .query(Long.class)
        .single();
  }

  @Test
  void aDeliveryReadsSomeRowsHoweverManyThereAre() {
    write(0);
    jdbc.sql("update outbox set state = 'DELIVERED', done_at = now()").update();
    write(EACH);

    long read =
        transaction.execute(
            _ -> {
              long before = read();
              OutboxMessage first = store.head(TRIAGE.conversation()).orElseThrow();
              assertThat(first.subject()).isEqualTo("INC-" + EACH);
              assertThat(store.claim(first, "a copy")).isTrue();
              assertThat(store.delivered(first, new MessageRef("C1", "1"), CardReader.AGENT, false))
                  .as("more waits")
                  .isTrue();
              return read() - before;
            });

    assertThat(read).isLessThan(40);
  }
}
