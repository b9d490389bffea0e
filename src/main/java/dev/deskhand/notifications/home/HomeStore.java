package dev.deskhand.notifications.home;

import dev.deskhand.chat.PlatformId;
import dev.deskhand.notifications.NotificationsProperties;
import dev.deskhand.notifications.OpenHomes;
import dev.deskhand.tickets.Incidents.QueueFilter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of open home screens. Every method is one statement. */
@Repository
class HomeStore implements OpenHomes {

  /**
   * As many screens follow one change at most, those opened last: however many people look, a
   * platform takes only so many a minute, and who opens theirs later sees it anyway.
   */
  private static final int MOST = 500;

  private static final int PURGED_AT_ONCE = 10_000;

  private final JdbcClient jdbc;
  private final NotificationsProperties properties;
  private final Clock clock;

  HomeStore(JdbcClient jdbc, NotificationsProperties properties, Clock clock) {
    this.jdbc = jdbc;
    this.properties = properties;
    this.clock = clock;
  }

  /** One screen. */
  record Home(String platform, String userId) {

    /** In one word, as the scheduler knows it. */
    String name() {
      return new PlatformId(platform, userId).toString();
    }

    static Home of(String name) {
      PlatformId id = PlatformId.read(name).orElseThrow();
      return new Home(id.platform(), id.id());
    }
  }

  @Override
  public Shows shows(String platform, String userId) {
    return jdbc.sql(
            """
            select own_page, queue_view, queue_service, queue_priority, queue_page from open_home
            where platform = ? and user_id = ? and opened_at > ?
            """)
        .params(platform, userId, since())
        .query(
            (row, _) ->
                new Shows(
                    row.getInt("own_page"),
                    new WorkList(
                        QueueFilter.View.valueOf(row.getString("queue_view")),
                        row.getString("queue_service"),
                        row.getObject("queue_priority", Integer.class),
                        row.getInt("queue_page"))))
        .optional()
        .orElse(Shows.FIRST);
  }

  @Override
  public void opened(String platform, String userId, long personId, Shows shows, boolean works) {
    WorkList queue = shows.queue();
    jdbc.sql(
            """
            insert into open_home (platform, user_id, person_id, opened_at, own_page, queue_view,
              queue_service, queue_priority, queue_page, works)
            values (:platform, :user, :person, :now, :own, :view, :service, :priority, :page, :works)
            on conflict (platform, user_id) do update set
              person_id = excluded.person_id, opened_at = excluded.opened_at,
              own_page = excluded.own_page, queue_view = excluded.queue_view,
              queue_service = excluded.queue_service, queue_priority = excluded.queue_priority,
              queue_page = excluded.queue_page, works = excluded.works
            """)
        .param("platform", platform)
        .param("user", userId)
        .param("person", personId)
        .param("now", at(clock.instant()))
        .param("own", shows.own())
        .param("view", queue.view().name())
        .param("service", queue.service())
        .param("priority", queue.priority())
        .param("page", queue.page())
        .param("works", works)
        .update();
  }

  /** Marks the open screens that these concern; of each that was not marked yet, which it is. */
  List<Home> stale(Concerned concerned) {
    return jdbc.sql(
            """
            update open_home set stale_since = :now
            where (platform, user_id) in (
              select platform, user_id from open_home
              where stale_since is null and opened_at > :since
                and (:everyone or (:workers and works) or person_id = any(:people))
              order by opened_at desc limit :most for update)
            returning platform, user_id
            """)
        .param("now", at(clock.instant()))
        .param("since", since())
        .param("everyone", concerned.everyone())
        .param("workers", concerned.workers())
        .param("people", concerned.people().toArray(Long[]::new))
        .param("most", MOST)
        .query((row, _) -> new Home(row.getString("platform"), row.getString("user_id")))
        .list();
  }

  /** What happens from now on makes the screen stale again; false if it is open no longer. */
  boolean begin(Home home) {
    return jdbc.sql(
                """
                update open_home set stale_since = null
                where platform = ? and user_id = ? and opened_at > ?
                """)
            .params(home.platform(), home.userId(), since())
            .update()
        == 1;
  }

  boolean isStale(Home home) {
    return jdbc.sql(
            """
            select exists (select 1 from open_home
              where platform = ? and user_id = ? and stale_since is not null)
            """)
        .params(home.platform(), home.userId())
        .query((row, _) -> row.getBoolean(1))
        .single();
  }

  /**
   * Those that have been stale for longer than this: a copy of the desk may have died over them.
   */
  List<Home> forgotten(Duration age) {
    return jdbc.sql(
            """
            select platform, user_id from open_home where stale_since < ?
            order by stale_since limit ?
            """)
        .params(at(clock.instant().minus(age)), MOST)
        .query((row, _) -> new Home(row.getString("platform"), row.getString("user_id")))
        .list();
  }

  /** Those of a platform that show less than is known. */
  List<Home> waiting(String platform) {
    return jdbc.sql(
            """
            select platform, user_id from open_home where stale_since is not null and platform = ?
            order by stale_since limit ?
            """)
        .params(platform, MOST)
        .query((row, _) -> new Home(row.getString("platform"), row.getString("user_id")))
        .list();
  }

  /** It still shows less than is known. */
  void mark(Home home) {
    jdbc.sql(
            """
            update open_home set stale_since = coalesce(stale_since, ?)
            where platform = ? and user_id = ?
            """)
        .params(at(clock.instant()), home.platform(), home.userId())
        .update();
  }

  void close(Home home) {
    jdbc.sql("delete from open_home where platform = ? and user_id = ?")
        .params(home.platform(), home.userId())
        .update();
  }

  /** Forgets those that count as open no longer, in a bounded step. */
  int purge() {
    return jdbc.sql(
            """
            delete from open_home where (platform, user_id) in (
              select platform, user_id from open_home where opened_at <= ? limit ?)
            """)
        .params(since(), PURGED_AT_ONCE)
        .update();
  }

  private OffsetDateTime since() {
    return at(clock.instant().minus(properties.homes().openFor()));
  }

  private static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  /**
   * Whose screens a change concerns.
   *
   * @param people these people's
   * @param workers those that show the work list
   * @param everyone all
   */
  record Concerned(Set<Long> people, boolean workers, boolean everyone) {
    static final Concerned NOBODY = new Concerned(Set.of(), false, false);

    public Concerned {
      people = Set.copyOf(people);
    }

    Concerned and(Concerned others) {
      Set<Long> all = new HashSet<>(people);
      all.addAll(others.people);
      return new Concerned(all, workers || others.workers, everyone || others.everyone);
    }
  }
}
