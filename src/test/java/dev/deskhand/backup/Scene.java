package dev.deskhand.backup;

import java.sql.SQLException;

/** What a desk has written, in as many of its tables as hold anything hard to carry. */
final class Scene {

  private Scene() {}

  /** People and incidents with whatever a text can hold; runs at every version of the schema. */
  static void write(Database database, int incidents) throws SQLException {
    database.execute(
        "insert into person (name) select 'Person ' || n from generate_series(1, 50) n",
        """
        insert into incident (title, description, state, impact, urgency, priority, service,
          requester_id, reporter_id, origin, opened_at, changed_at)
        select 'Incident ' || n,
          e'tab\\t, backslash \\\\, \\\\N, \\\\., quote '' and " , line\\nbreak\\r\\n, umlaut ä, 🎫 ' || n,
          'NEW', 'LOW', 'LOW', 'P4', nullif(n %% 3, 0)::text, 1 + n %% 50, 1 + n %% 50, 'slack',
          timestamptz '2026-03-29 01:30:00.123456+01' + n * interval '1 minute', now()
        from generate_series(1, %d) n
        """
            .formatted(incidents),
        """
        do $$ begin
          if to_regclass('record_entry') is null then
            insert into incident_history (incident_id, at, actor_id, actor_name, verb, text,
              internal, before, after, state_after, place, correlation_id)
            select id, opened_at, requester_id, 'Person', 'report', description, false, '',
              'state: new', 'NEW', 'slack', 'c-' || id
            from incident;
          else
            insert into record_entry (subject_kind, subject_id, subject_name, happened_at,
              recorded_at, actor_id, actor_name, place, verb, before, after, visibility,
              correlation_id)
            select 'INC', id, '', opened_at, now(), requester_id, 'Person', 'slack', 'REPORT', '{}',
              '{"state": "NEW"}', 'PUBLIC', 'c-' || id
            from incident;
            insert into record_words
            select e.id, i.description from record_entry e join incident i on i.id = e.subject_id;
          end if;
        end $$
        """,
        """
        insert into service (name, kind, criticality, aliases, origin)
        values ('VPN', 'SUPPORTING', 'HIGH', '{"a, b","c\\"d",NULL}', 'CHAT')
        """,
        """
        insert into web_room values ('r', 3);
        insert into web_message (room, thread, author, event, kind, words, picture, posted_at, change)
        values ('r', null, 'a', 'e1', 'said', 'hello', '\\x00ff5c', now(), 1);
        insert into web_message (room, thread, author, event, kind, words, posted_at, change)
        select 'r', id, 'a', 'e2', 'said', 'below', now(), 2 from web_message
        """,
        """
        insert into outbox (conversation, platform, address, kind, payload, created_at,
          correlation_id)
        values ('slack:U1', 'slack', '{"kind": "person"}', 'MESSAGE', '{"text": "old news"}', now(),
          'c-1')
        """,
        "insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
            + " values ('deliver', 'slack:U1', now(), true, 1)",
        "insert into leader_lock values ('discord', now(), now(), 'the old one')");
  }
}
