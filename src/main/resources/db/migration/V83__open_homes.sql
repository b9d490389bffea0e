-- Whose home screen is open, and what it shows; brought up to date when something of it changes.
create table open_home (
  platform       text not null,
  user_id        text not null,
  person_id      bigint not null references person,
  opened_at      timestamptz not null,
  own_page       integer not null,
  queue_view     text not null,
  queue_service  text,
  queue_priority integer,
  queue_page     integer not null,
  -- whether it shows the work list
  works          boolean not null,
  -- since when it shows less than is known
  stale_since    timestamptz,
  primary key (platform, user_id)
);
create index open_home_person on open_home (person_id);
create index open_home_opened on open_home (opened_at);
create index open_home_works on open_home (opened_at) where works;
create index open_home_stale on open_home (stale_since) where stale_since is not null;
