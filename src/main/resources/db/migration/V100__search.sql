-- One search over all kinds of tickets. Its words are made by the desk and not by PostgreSQL, whose
-- own idea of a word depends on the locale of the database. Tickets that are there already are
-- indexed in the background, so that this takes no longer on a large desk.

create table search_entry (
  kind           text not null,
  ticket_id      bigint not null,
  -- null if it is nobody's: who sees services may find it
  requester_id   bigint,
  reporter_id    bigint,
  opened_at      timestamptz not null,
  -- of the rules by which its texts were parted into words
  version        integer not null,
  public_words   tsvector not null,
  internal_words tsvector not null,
  primary key (kind, ticket_id)
);

-- Without the list of pending entries: who searches would pay for all who wrote.
create index search_entry_words on search_entry using gin ((public_words || internal_words))
  with (fastupdate = off);
create index search_entry_of_nobody on search_entry using gin (public_words)
  with (fastupdate = off) where requester_id is null;
create index search_entry_latest on search_entry (opened_at, ticket_id);
create index search_entry_requester on search_entry (requester_id);
create index search_entry_reporter on search_entry (reporter_id)
  where reporter_id <> requester_id;

-- How far the indexing of what was there before has come, from the latest ticket down.
create table search_progress (
  kind    text primary key,
  version integer not null,
  -- tickets with lower ids are not indexed yet; 0 if there are none
  below   bigint not null
);
insert into search_progress
  select 'INC', 0, max(id) + 1 from incident having max(id) is not null
  union all select 'OUT', 0, max(id) + 1 from outage having max(id) is not null
  union all select 'REQ', 0, max(id) + 1 from service_request having max(id) is not null;

create function search_enough() returns integer language sql immutable as 'select 10000';

-- Some of what matches, and all of it if that is less than enough. Always from the index: what two
-- frequent words have in common may be rare, which a planner does not know.
create function search_some(query tsquery)
  returns table (kind text, ticket_id bigint, opened_at timestamptz)
  language sql stable
  set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off
  set work_mem = '32MB' set max_parallel_workers_per_gather = 0
as $$
  select e.kind, e.ticket_id, e.opened_at from search_entry e
  where (e.public_words || e.internal_words) @@ query
  limit search_enough()
$$;

-- What matches among the latest tickets, for words that many hold.
create function search_latest(query tsquery, most integer)
  returns table (kind text, ticket_id bigint, opened_at timestamptz)
  language sql stable
  set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off
  set max_parallel_workers_per_gather = 0
as $$
  select e.kind, e.ticket_id, e.opened_at
  from (select * from search_entry order by opened_at desc, ticket_id desc limit 100000) as e
  where (e.public_words || e.internal_words) @@ query
  order by e.opened_at desc, e.ticket_id desc
  limit most
$$;

-- what the searches of the kinds had before; without rewriting a table
drop index incident_words;
alter table incident drop column public_words, drop column internal_words;
alter table outage drop column search;
alter table outage_timeline drop column search;
alter table service_request drop column search;
alter table service_request_history drop column search;
