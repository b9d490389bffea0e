-- Incidents: how each stands, and the record of everything that happened to it.

create table incident (
  id                bigint generated always as identity primary key,
  version           integer not null default 0,
  source            text check (char_length(source) between 1 and 40),
  source_number     text check (char_length(source_number) between 1 and 40),
  title             text not null check (char_length(title) between 1 and 120),
  description       text not null check (char_length(description) between 1 and 10000),
  state             text not null
    check (state in ('NEW', 'IN_PROGRESS', 'WAITING', 'RESOLVED', 'CLOSED', 'CANCELLED')),
  waiting_for       text check (waiting_for in ('REQUESTER', 'VENDOR', 'PROBLEM')),
  impact            text not null check (impact in ('LOW', 'MEDIUM', 'HIGH')),
  urgency           text not null check (urgency in ('LOW', 'MEDIUM', 'HIGH')),
  priority          text not null check (priority in ('P1', 'P2', 'P3', 'P4')),
  service           text check (char_length(service) between 1 and 200),
  category          text check (char_length(category) between 1 and 200),
  team              text check (char_length(team) between 1 and 200),
  requester_id      bigint not null references person,
  reporter_id       bigint not null references person,
  assignee_id       bigint references person,
  origin            text not null,
  outage            text,
  resolution        text check (char_length(resolution) between 1 and 10000),
  opened_at         timestamptz not null,
  changed_at        timestamptz not null,
  first_response_at timestamptz,
  -- the last time it was resolved; stays when it is reopened
  resolved_at       timestamptz,
  closed_at         timestamptz,
  -- since when there is nothing left to do; null while it is open
  ended_at          timestamptz,
  -- what was said of it since it was opened, kept once more for the search alone: the conversation
  -- with the requester, and apart from it the notes that only agents may read. The newest 30,000
  -- characters of each, so that the words stay far below the megabyte that a tsvector may have.
  said              text not null default '',
  noted             text not null default '',
  -- 'simple' takes words as they are: people write in any language, and half of what they look for
  -- is names and codes, which a stemmer would spoil. The search matches beginnings of words
  -- instead, so that 'laptop' finds 'laptops'.
  public_words      tsvector not null generated always as (
    setweight(to_tsvector('simple', title), 'A')
      || setweight(to_tsvector('simple', description), 'B')
      || setweight(to_tsvector('simple', coalesce(service, '') || ' ' || coalesce(category, '')
           || ' ' || coalesce(source_number, '')), 'C')
      || to_tsvector('simple', said)) stored,
  internal_words    tsvector not null generated always as (to_tsvector('simple', noted)) stored,

  constraint incident_source_number unique (source, source_number),
  constraint incident_source_whole check ((source is null) = (source_number is null)),
  constraint incident_waits_for_something check ((state = 'WAITING') = (waiting_for is not null)),
  constraint incident_ended
    check ((ended_at is null) = (state in ('NEW', 'IN_PROGRESS', 'WAITING'))),
  constraint incident_closed check ((state = 'CLOSED') = (closed_at is not null))
);

-- show INC0000045
create index incident_imported on incident (upper(source_number), id)
  where source_number is not null;

-- queue, in the order in which it is read: most pressing first. All of it is open work, so these
-- stay as small as the work list however many incidents were ever closed.
create index incident_queue on incident (priority, opened_at, id) where ended_at is null;
create index incident_queue_unassigned on incident (priority, opened_at, id)
  where ended_at is null and assignee_id is null;
create index incident_queue_waiting on incident (priority, opened_at, id)
  where ended_at is null and state = 'WAITING';
create index incident_queue_assignee on incident (assignee_id, priority, opened_at, id)
  where ended_at is null;
create index incident_queue_service on incident (service, priority, opened_at, id)
  where ended_at is null;

-- my, and what of a search is a person's own
create index incident_requester on incident (requester_id, ended_at);
create index incident_reporter on incident (reporter_id, ended_at)
  where reporter_id <> requester_id;

-- find. Without the list of pending entries: an agent who searches would pay for all who wrote.
create index incident_words on incident using gin ((public_words || internal_words))
  with (fastupdate = off);

-- metrics: each figure is read from its index alone
create index incident_opened on incident (opened_at) include (priority, service);
create index incident_resolved on incident (resolved_at) include (opened_at, priority, service)
  where resolved_at is not null;
create index incident_answered on incident (first_response_at)
  include (opened_at, priority, service) where first_response_at is not null;
create index incident_ended_at on incident (ended_at) include (opened_at, priority, service);

create table incident_history (
  id             bigint generated always as identity primary key,
  incident_id    bigint not null references incident,
  at             timestamptz not null,
  actor_id       bigint references person,
  actor_name     text not null,
  verb           text not null,
  text           text not null,
  internal       boolean not null,
  before         text not null,
  after          text not null,
  state_before   text,
  state_after    text not null,
  place          text not null,
  correlation_id text not null,
  -- tells a replayed change from all others: source and the source's own id of it
  event_id       text,
  -- back to work after it had been resolved
  reopening      boolean not null generated always as (
    coalesce(state_before in ('RESOLVED', 'CLOSED')
      and state_after in ('NEW', 'IN_PROGRESS', 'WAITING'), false)) stored,
  -- for a reopening, since when there had been nothing left to do
  ended_before   timestamptz,

  constraint incident_history_event unique (event_id),
  constraint incident_history_reopening check (reopening = (ended_before is not null))
);
create index incident_history_of on incident_history (incident_id, id);
create index incident_history_reopenings on incident_history (at) include (ended_before, incident_id)
  where reopening;

-- A record is written once. TRUNCATE is left to the owner of the database.
create trigger incident_history_is_a_record before update or delete on incident_history
  for each statement execute function refuse_change();
