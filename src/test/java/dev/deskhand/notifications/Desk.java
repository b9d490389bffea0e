package dev.deskhand.notifications;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.deskhand.cards.CardRenderer;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform;
import dev.deskhand.chat.PlatformRecovered;
import dev.deskhand.chat.Reply;
import dev.deskhand.notifications.outbox.DeadLetters;
import dev.deskhand.notifications.outbox.Deliverer;
import dev.deskhand.notifications.outbox.DeliveryScheduler;
import dev.deskhand.notifications.outbox.DeliverySettlement;
import dev.deskhand.notifications.outbox.JdbcOutbox;
import dev.deskhand.notifications.outbox.OutboxDraft;
import dev.deskhand.notifications.outbox.OutboxHold;
import dev.deskhand.notifications.outbox.OutboxStore;
import dev.deskhand.notifications.outbox.OutboxWriter;
import dev.deskhand.notifications.outbox.PlatformAvailability;
import dev.deskhand.notifications.outbox.PostedCards;
import dev.deskhand.notifications.outbox.Remaining;
import dev.deskhand.notifications.outbox.Undeliverable;
import dev.deskhand.people.Actor;
import dev.deskhand.record.RecordReader;
import dev.deskhand.record.RecordWriter;
import dev.deskhand.testing.QueryCount;
import dev.deskhand.testing.SettableClock;
import dev.deskhand.testing.SharedPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The outbox alone, on a database of its own. A second copy can run on the same database. */
final class Desk implements AutoCloseable {

  private final HikariDataSource pool;
  private final StaticListableBeanFactory platforms = new StaticListableBeanFactory();
  private final List<DeliveryScheduler> copies = new ArrayList<>();
  private final DataSource dataSource;

  static final Actor ADMIN = new Actor(1, "Ann", "slack:C1", "c-1", SettableClock.START);

  final RecordWriter record;
  final QueryCount count = new QueryCount();
  final SettableClock clock = new SettableClock();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final NotificationsProperties properties = properties();
  final PlatformAvailability trouble = new PlatformAvailability(clock);
  final JdbcClient jdbc;
  final TransactionTemplate transaction;
  final OutboxStore store;
  final List<Undeliverable> told = new CopyOnWriteArrayList<>();

  /** How tickets look now, by key. */
  final Map<String, Reply.Card> tickets = new ConcurrentHashMap<>();

  private final CardRenderer renderer = (key, as, to) -> Optional.ofNullable(tickets.get(key));

  final Deliverer deliverer;
  final DeliveryScheduler deliveries;
  final OutboxWriter writer;
  final OutboxHold hold;
  final JdbcOutbox outbox;

  Desk(ScriptedPlatform... connected) {
    this(SharedPostgres.get().newDatabase(), connected);
  }

  Desk(String url, ScriptedPlatform... connected) {
    HikariConfig settings = new HikariConfig();
    settings.setJdbcUrl(url);
    settings.setMaximumPoolSize(8);
    pool = new HikariDataSource(settings);
    dataSource = ProxyDataSourceBuilder.create(pool).listener(count).methodListener(count).build();
    for (ChatPlatform platform : connected) {
      platforms.addBean(platform.name(), platform);
    }
    jdbc = JdbcClient.create(dataSource);
    transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    jdbc.sql("insert into person (name) values ('Ann')").update();
    record = new RecordWriter(new NamedParameterJdbcTemplate(dataSource), new JsonMapper(), clock);
    store = new OutboxStore(jdbc, clock);
    deliverer = newDeliverer();
    deliveries = newDeliveries(deliverer);
    writer = new OutboxWriter(store, deliveries);
    hold = new OutboxHold(jdbc, clock);
    outbox =
        new JdbcOutbox(
            hold,
            new DeadLetters(jdbc, clock),
            new PostedCards(jdbc),
            renderer,
            writer,
            deliveries,
            record);
  }

  /** What was put on record, the earliest first. */
  List<String> changes() {
    return new RecordReader(jdbc, new JsonMapper())
        .ofDesk(0, 100).reversed().stream()
            .map(
                entry ->
                    "%s %s: %s → %s"
                        .formatted(
                            entry.verb().words(),
                            entry.subject().name(),
                            entry.before().inWords(),
                            entry.after().inWords()))
            .toList();
  }

  private static NotificationsProperties properties() {
    return new NotificationsProperties(
        List.of(),
        List.of(),
        true,
        4,
        Duration.ofMillis(50),
        Duration.ofMillis(200),
        Duration.ofSeconds(1),
        Duration.ofMinutes(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(3),
        Duration.ofHours(1),
        Duration.ofDays(30),
        Duration.ofMinutes(15),
        new NotificationsProperties.Homes(Duration.ofHours(8), Duration.ofMillis(100)));
  }

  Desk start() {
    deliveries.start();
    return this;
  }

  /** Another process on the same database. */
  DeliveryScheduler startCopy() {
    DeliveryScheduler copy = newDeliveries(newDeliverer());
    copy.start();
    return copy;
  }

  /** Another process on the same database, with connections of its own. */
  DeliveryScheduler startCopy(ScriptedPlatform platform) {
    StaticListableBeanFactory own = new StaticListableBeanFactory();
    own.addBean(platform.name(), platform);
    DeliveryScheduler copy = newDeliveries(newDeliverer(own));
    copy.start();
    return copy;
  }

  void post(Address to, String... texts) {
    transaction.executeWithoutResult(
        status ->
            outbox.post(
                to, Arrays.stream(texts).map(text -> (Reply) new Reply.Text(text)).toList()));
  }

  /** As a crash right after the commit would leave it. */
  void write(OutboxDraft... drafts) {
    store.insert(List.of(drafts), "c-1");
  }

  /** Delivers what can be delivered now, without the scheduler. */
  Duration drain(Address conversation) {
    return switch (deliverer.drain(conversation.conversation(), () -> false)) {
      case Remaining.Nothing() -> Duration.ZERO;
      case Remaining.Waiting(Duration pause) -> pause;
      case Remaining.ForOthers(Duration pause) -> pause;
    };
  }

  String state(long id) {
    return jdbc.sql("select state from outbox where id = ?")
        .param(id)
        .query((row, number) -> row.getString(1))
        .single();
  }

  long count(String state) {
    return jdbc.sql("select count(*) from outbox where state = ?")
        .param(state)
        .query((row, number) -> row.getLong(1))
        .single();
  }

  @Override
  public void close() {
    copies.forEach(DeliveryScheduler::stop);
    pool.close();
  }

  private Deliverer newDeliverer() {
    return newDeliverer(platforms);
  }

  private Deliverer newDeliverer(StaticListableBeanFactory connected) {
    DeliverySettlement settlement =
        new DeliverySettlement(
            store,
            new PostedCards(jdbc),
            new DeadLetters(jdbc, clock),
            transaction,
            event -> {
              if (event instanceof Undeliverable undeliverable) {
                told.add(undeliverable);
              }
              if (event instanceof PlatformRecovered recovered) {
                copies.forEach(copy -> copy.on(recovered));
              }
            },
            properties,
            trouble,
            clock,
            meters);
    return new Deliverer(
        store,
        renderer,
        settlement,
        connected.getBeanProvider(ChatPlatform.class),
        transaction,
        properties,
        clock);
  }

  private DeliveryScheduler newDeliveries(Deliverer with) {
    DeliveryScheduler made =
        new DeliveryScheduler(
            dataSource, store, with, properties, List.of(), List.of(), trouble, clock);
    copies.add(made);
    return made;
  }
}
