-- The services IT runs, their outages, and who follows them.

create function status_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is a record: its rows are never altered', tg_table_name
    using errcode = 'integrity_constraint_violation';
end
$$;

create table service (
  name        text primary key check (char_length(name) between 1 and 80),
  kind        text not null check (kind in ('SUPPORTING', 'INTERNAL_FACING', 'EXTERNAL_FACING')),
  criticality text not null check (criticality in ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL')),
  team        text,
  aliases     text[] not null default '{}',
  level       numeric(6, 3) check (level > 0 and level <= 100),
  origin      text not null check (origin in ('FILE', 'CHAT')),
  -- a service that the file no longer has is kept for its outages, but no longer listed
  listed      boolean not null default true
);

-- names differ by more than case; also finds a service as somebody typed it
create unique index service_lower_name on service (lower(name));

create table service_dependency (
  service    text not null references service (name) on update cascade on delete cascade,
  depends_on text not null references service (name) on update cascade,
  primary key (service, depends_on),
  check (service <> depends_on)
);

create table service_subscription (
  service   text not null references service (name) on update cascade,
  person_id bigint not null references person (id),
  platform  text not null,
  primary key (service, person_id)
);

create table service_change (
  id             bigint generated always as identity primary key,
  service        text not null,
  at             timestamptz not null,
  actor_id       bigint not null references person (id),
  actor_name     text not null,
  verb           text not null check (verb in ('add')),
  place          text not null,
  correlation_id text not null
);

create index service_change_of on service_change (service, id);

create trigger service_change_is_a_record before update or delete on service_change
  for each row execute function status_refuse_change();

create table outage (
  id               bigint generated always as identity primary key,
  version          integer not null default 0,
  service          text not null references service (name) on update cascade,
  severity         text not null check (severity in ('DEGRADED', 'DOWN')),
  stage            text not null
    check (stage in ('INVESTIGATING', 'IDENTIFIED', 'MONITORING', 'RESOLVED')),
  text             text not null check (char_length(text) between 1 and 10000),
  started_at       timestamptz not null,
  acknowledged_at  timestamptz check (acknowledged_at >= started_at),
  resolved_at      timestamptz check (resolved_at >= started_at),
  cause            text check (char_length(cause) <= 10000),
  declared_by      bigint not null references person (id),
  declared_by_name text not null,
  resolved_by_name text,
  -- how many outage_incident rows it has, so that showing it costs the same however many there are
  incidents        integer not null default 0,
  search           tsvector generated always as (
                     setweight(to_tsvector('english', service), 'A')
                     || setweight(to_tsvector('english', text), 'B')
                     || setweight(to_tsvector('english', coalesce(cause, '')), 'B')) stored,
  check ((stage = 'RESOLVED') = (resolved_at is not null)),
  check ((stage = 'RESOLVED') = (cause is not null))
);

create unique index outage_one_open_per_service on outage (service) where resolved_at is null;

create index outage_search on outage using gin (search);

-- which outages touch a period
create index outage_period on outage using gist (tstzrange(started_at, resolved_at, '[]'));

create table outage_timeline (
  id             bigint generated always as identity primary key,
  outage_id      bigint not null references outage (id),
  at             timestamptz not null,
  actor_id       bigint not null references person (id),
  actor_name     text not null,
  verb           text not null check (verb in ('declare', 'update', 'resolve', 'attach')),
  stage          text not null
    check (stage in ('INVESTIGATING', 'IDENTIFIED', 'MONITORING', 'RESOLVED')),
  text           text not null,
  place          text not null,
  correlation_id text not null,
  search         tsvector generated always as (to_tsvector('english', text)) stored
);

create index outage_timeline_of on outage_timeline (outage_id, id);
-- what was said of an outage, however many incidents are attached to it
create index outage_timeline_announcements on outage_timeline (outage_id, id)
  where verb <> 'attach';

create index outage_timeline_search on outage_timeline using gin (search);

create trigger outage_timeline_is_a_record before update or delete on outage_timeline
  for each row execute function status_refuse_change();

-- The incident is known by its id alone: incidents belong to another part of the desk.
create table outage_incident (
  outage_id   bigint not null references outage (id),
  incident_id bigint not null,
  person_id   bigint not null references person (id),
  attached_at timestamptz not null,
  primary key (outage_id, incident_id)
);

create index outage_incident_oldest_first on outage_incident (outage_id, attached_at, incident_id);
