package dev.deskhand.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Puts a context's database back to what the start of the desk left in it: the first call remembers
 * that, each later one restores it. Sequences count anew, so the first incident is INC-1 again.
 */
public final class DatabaseCleaner implements AutoCloseable {

  /**
   * All of it in one round trip, and rows are deleted rather than tables truncated: a truncated
   * table and each of its indexes is a new file, which took longer than most tests.
   */
  private static final String REMEMBER =
      """
      create schema baseline;

      create table baseline."sequences at start" as
      select format('%I.%I', schemaname, sequencename) as name, start_value, last_value
      from pg_sequences where schemaname = 'public';

      create function baseline.tables() returns setof text stable language sql as $$
        select tablename from pg_tables
        where schemaname = 'public'
          and tablename not in ('flyway_schema_history', 'scheduled_tasks', 'leader_lock')
        order by tablename
      $$;

      create function baseline.filled() returns text[] language plpgsql as $$
      declare
        candidate text;
        holds boolean;
        answer text[] := '{}';
      begin
        for candidate in select * from baseline.tables() loop
          execute format('select exists (select from public.%I)', candidate) into holds;
          if holds then
            answer := answer || candidate;
          end if;
        end loop;
        return answer;
      end $$;

      create table baseline."rows at start" (name text, columns text);

      do $$
      declare
        filled text;
      begin
        foreach filled in array baseline.filled() loop
          execute format('create table baseline.%1$I as table public.%1$I', filled);
          -- all but what the database works out by itself
          insert into baseline."rows at start"
          select filled, string_agg(quote_ident(column_name), ', ' order by ordinal_position)
          from information_schema.columns
          where table_schema = 'public' and table_name = filled and is_generated = 'NEVER';
        end loop;
      end $$;

      create function baseline.is_at_work() returns boolean language plpgsql as $$
      begin
        perform pg_stat_clear_snapshot();
        return exists (
          select from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()
            and backend_type = 'client backend' and xact_start is not null);
      end $$;

      create function baseline.is_delivering() returns boolean language plpgsql as $$
      begin
        if to_regclass('public.scheduled_tasks') is null then
          return false;
        end if;
        delete from public.scheduled_tasks where task_instance <> 'recurring' and not picked;
        return exists (
            select from public.scheduled_tasks where task_instance <> 'recurring' and picked)
          or exists (
            select from public.outbox where state = 'PENDING' and claimed_at is not null);
      end $$;

      create function baseline.lock_filled() returns text[] language plpgsql as $$
      declare
        filled text[];
        until timestamptz := clock_timestamp() + interval '20 s';
      begin
        loop
          filled := baseline.filled();
          exit when cardinality(filled) = 0;
          begin
            -- what is being written to them comes first, and goes too
            execute 'lock table ' || (select string_agg(format('public.%I', f), ', ')
                                      from unnest(filled) f) || ' in exclusive mode nowait';
            exit;
          exception when lock_not_available then
            -- all or none: who holds some of them and waits for others keeps a busy desk from
            -- ending what it is at
            if clock_timestamp() > until then
              raise;
            end if;
          end;
          perform pg_sleep(0.005);
        end loop;
        return filled;
      end $$;

      create function baseline.restore() returns void language plpgsql as $$
      declare
        filled text[];
        name text;
        columns text;
      begin
        -- what the last test set going ends first, or it would take the next one's first message
        -- for its own, by its number; what a test holds open for ever is not waited for
        for i in 1..500 loop
          exit when not baseline.is_delivering() and not baseline.is_at_work();
          perform pg_sleep(0.01);
        end loop;
        -- no triggers and no foreign keys: an append-only table may guard itself, and order is ours
        set local session_replication_role = replica;
        filled := baseline.lock_filled();
        foreach name in array filled loop
          execute format('delete from public.%I', name);
        end loop;
        for name, columns in select * from baseline."rows at start" loop
          execute format(
            'insert into public.%1$I (%2$s) overriding system value select %2$s from baseline.%1$I',
            name, columns);
        end loop;
        perform setval(s.name::regclass, coalesce(last_value, start_value), last_value is not null)
        from baseline."sequences at start" s;
        -- what recurs was scheduled at start; the rest is the last test's
        perform baseline.is_delivering();
      end $$;
      """;

  private static final int ATTEMPTS = 5;

  private final String url;

  /** Kept, since a new one first reads the catalogue, which takes longer than the work itself. */
  private @Nullable Connection connection;

  private boolean remembered;

  DatabaseCleaner(String url) {
    this.url = url;
  }

  public synchronized void clean() {
    for (int attempt = 1; ; attempt++) {
      try (Statement statement = connection().createStatement()) {
        statement.execute(remembered ? "select baseline.restore()" : REMEMBER);
        remembered = true;
        return;
      } catch (SQLException e) {
        // the desk may be at work on something in the background, or a test ended every session
        close();
        if (attempt == ATTEMPTS) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private Connection connection() throws SQLException {
    Connection kept = connection;
    if (kept == null) {
      kept = SharedPostgres.get().superuser(url);
      connection = kept;
    }
    return kept;
  }

  @Override
  public synchronized void close() {
    try (Connection ended = connection) {
      connection = null;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
