-- How often what figures of incidents are counted from happened on each day (UTC), in each month, of
-- each service and of all of them, so that a report on a year of a large desk reads some thousand
-- rows instead of each change. What has changed since is in a table of its own that only grows,
-- since reports that count at the same time must not wait for each other; it is folded into the
-- other by and by. Both together are true at any moment.

-- Into which class the time from the opening of an incident to something falls: eight for each
-- doubling. Medians are found by these.
create function incident_length(opened_at timestamptz, at timestamptz) returns smallint
  immutable parallel safe language sql
  return floor(8 * ln(1 + greatest(date_part('epoch', at - opened_at), 0)) / ln(2::double precision))
    ::smallint;

create function incident_micros(opened_at timestamptz, at timestamptz) returns bigint
  immutable parallel safe language sql
  return (extract(epoch from at - opened_at) * 1000000)::bigint;

-- What a phase counts as. OPEN is by how much the number of open incidents grew.
create function incident_counts(state text, figure text, opened_at timestamptz, since timestamptz,
  until timestamptz, answered_at timestamptz)
  returns table (day date, counted text, length smallint, number integer, micros bigint)
  immutable parallel safe language sql as $$
  select (since at time zone 'UTC')::date, figure,
    case figure when 'RESOLVED' then incident_length(opened_at, since) end, 1,
    case figure when 'RESOLVED' then incident_micros(opened_at, since) else 0 end
  where figure is not null and since is not null
  union all
  select (answered_at at time zone 'UTC')::date, 'ANSWERED', incident_length(opened_at, answered_at),
    1, incident_micros(opened_at, answered_at)
  where answered_at is not null
  union all
  select (since at time zone 'UTC')::date, 'OPEN', null, 1, 0
  where state in ('NEW', 'IN_PROGRESS', 'WAITING') and since is not null
  union all
  select (until at time zone 'UTC')::date, 'OPEN', null, -1, 0
  where state in ('NEW', 'IN_PROGRESS', 'WAITING') and since is not null and until is not null
$$;

create table incident_tally_change (
  id       bigint generated always as identity,
  day      date not null,
  figure   text not null,
  priority text not null,
  service  text,
  -- of what has a length
  length   smallint,
  number   integer not null,
  -- how long all of them took together, in microseconds
  micros   bigint not null,
  primary key (day, id)
);

create table incident_tally (
  span     text not null check (span in ('DAY', 'MONTH')),
  -- '' for all incidents, those of no service included
  service  text not null,
  figure   text not null,
  -- the first one of the span
  day      date not null,
  priority text not null,
  -- -1 but for RESOLVED_LENGTH and ANSWERED_LENGTH
  length   smallint not null,
  number   bigint not null,
  micros   bigint not null,
  primary key (span, service, figure, day, priority, length)
);

-- Phases are counted when it is worked out what they count as, which is an update.
create function count_incident_phases() returns trigger language plpgsql as $$
begin
  insert into incident_tally_change (day, figure, priority, service, length, number, micros)
  select day, counted, priority, service, length, sum(number), sum(micros)
  from (
    select c.day, c.counted, p.priority, p.service, c.length, -c.number as number,
      -c.micros as micros
    from phases_before p cross join lateral incident_counts(
      p.state, p.figure, p.opened_at, p.since, p.until, p.answered_at) c
    union all
    select c.day, c.counted, p.priority, p.service, c.length, c.number, c.micros
    from phases_after p cross join lateral incident_counts(
      p.state, p.figure, p.opened_at, p.since, p.until, p.answered_at) c
  ) counts
  group by day, counted, priority, service, length
  having sum(number) <> 0 or sum(micros) <> 0;
  return null;
end
$$;

create function uncount_incident_phases() returns trigger language plpgsql as $$
begin
  insert into incident_tally_change (day, figure, priority, service, length, number, micros)
  select c.day, c.counted, p.priority, p.service, c.length, -c.number, -c.micros
  from phases_before p cross join lateral incident_counts(
    p.state, p.figure, p.opened_at, p.since, p.until, p.answered_at) c;
  return null;
end
$$;

create trigger incident_phases_are_counted after update on incident_phase
  referencing old table as phases_before new table as phases_after
  for each statement execute function count_incident_phases();
create trigger incident_phases_are_not_counted_any_more after delete on incident_phase
  referencing old table as phases_before
  for each statement execute function uncount_incident_phases();

-- Under what a change is tallied: by day and month, of its service and of all. How long things took
-- is kept by class for months alone: in one day hardly two take as long.
create function incident_tallied(date, text, text, smallint, bigint, bigint)
  returns table (span text, service text, figure text, day date, length smallint, number bigint,
    micros bigint)
  immutable parallel safe language sql as $$
  select s.span, s.service, f.figure, s.first, f.length, $5, f.micros
  from (
    values ('DAY', '', $1), ('MONTH', '', date_trunc('month', $1::timestamp)::date),
      ('DAY', $3, $1), ('MONTH', $3, date_trunc('month', $1::timestamp)::date)) s (span, service, first)
  cross join lateral (
    values ($2, -1::smallint, $6), ($2 || '_LENGTH', $4, 0::bigint)) f (figure, length, micros)
  where s.service is not null
    and (f.length = -1 or f.length is not null and s.span = 'MONTH')
$$;

-- Folds at most so many changes into the tally; answers how many there were.
create function fold_incident_tally(most integer) returns bigint language sql as $$
  with taken as (
    delete from incident_tally_change where (day, id) in (
      select day, id from incident_tally_change order by day, id limit most)
    returning *),
  folded as (
    insert into incident_tally as t
      (span, service, figure, day, priority, length, number, micros)
    select t.span, t.service, t.figure, t.day, c.priority, t.length, sum(t.number), sum(t.micros)
    from taken c cross join lateral incident_tallied(
      c.day, c.figure, c.service, c.length, c.number, c.micros) t
    group by t.span, t.service, t.figure, t.day, c.priority, t.length
    having sum(t.number) <> 0 or sum(t.micros) <> 0
    on conflict (span, service, figure, day, priority, length) do update
    set number = t.number + excluded.number, micros = t.micros + excluded.micros)
  select count(*) from taken
$$;

-- Counts all phases anew, for who has written them in a way of their own.
create procedure recount_incident_tally() language sql as $$
  delete from incident_tally_change;
  delete from incident_tally;
  insert into incident_tally (span, service, figure, day, priority, length, number, micros)
  select t.span, t.service, t.figure, t.day, e.priority, t.length, sum(t.number), sum(t.micros)
  from (
    select c.day, c.counted, p.priority, p.service, c.length, sum(c.number) as number,
      sum(c.micros)::bigint as micros
    from incident_phase p
    cross join lateral incident_counts(
      p.state, p.figure, p.opened_at, p.since, p.until, p.answered_at) c
    group by c.day, c.counted, p.priority, p.service, c.length) e
  cross join lateral incident_tallied(
    e.day, e.counted, e.service, e.length, e.number, e.micros) t
  group by t.span, t.service, t.figure, t.day, e.priority, t.length
  having sum(t.number) <> 0 or sum(t.micros) <> 0
$$;

-- What was open at a moment is counted from the beginnings and the ends before it.
drop index incident_phase_open;
create index incident_phase_open_since on incident_phase (since) include (priority, service)
  where state in ('NEW', 'IN_PROGRESS', 'WAITING') and since is not null;
create index incident_phase_open_until on incident_phase (until) include (priority, service)
  where state in ('NEW', 'IN_PROGRESS', 'WAITING') and since is not null and until is not null;

-- The values of one class, among which a median is.
create index incident_phase_resolved_length on incident_phase
  (incident_length(opened_at, since), since) include (opened_at, priority, service)
  where figure = 'RESOLVED';
create index incident_phase_answered_length on incident_phase
  (incident_length(opened_at, answered_at), answered_at) include (opened_at, priority, service)
  where answered_at is not null;
create index incident_phase_reopened_since on incident_phase (since)
  include (resolved_before, incident_id, service) where resolved_before is not null;

set local work_mem = '256MB';
call recount_incident_tally();
analyze incident_tally;
