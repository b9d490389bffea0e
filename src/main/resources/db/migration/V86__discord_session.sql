-- Several copies of the desk on one database: which of them holds the sessions with Discord. The
-- columns are those that ShedLock works with; times are UTC by the database's clock.
create table leader_lock (
  name       text primary key,
  lock_until timestamp not null,
  locked_at  timestamp not null,
  locked_by  text not null
);

-- How far the desk has heard in each place, so that it can read after a downtime what was written
-- meanwhile. channel is the one that holds the messages, as the platform's API calls it.
create table heard (
  platform text        not null,
  place    text        not null,
  thread   text        not null,
  direct   boolean     not null,
  channel  text        not null,
  message  text        not null,
  at       timestamptz not null,
  primary key (platform, place, thread)
);
create index heard_latest on heard (platform, at desc);

-- Until when nothing that was said on a platform has escaped the desk.
create table listened (
  platform text primary key,
  until    timestamptz not null
);
