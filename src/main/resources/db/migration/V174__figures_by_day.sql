-- How often what figures of incidents are counted from happened on each day (UTC), in each month, of
-- each service and of all of them, so that a report on a year of a large desk reads some thousand
-- rows instead of each change. What has changed since is in a table of its own that only grows,
-- since reports that count at the same time must not wait for each other; it is folded into the
-- other by and by. Both together are true at any moment.

-- Into which class the time from the opening of an incident to something falls: seconds at first,
-- then eight for each doubling, up to 34 years. Medians are found by these. Whole numbers, so that
-- all machines agree.
create function incident_length(opened_at timestamptz, at timestamptz) returns smallint
  immutable parallel safe language sql
  return width_bucket(date_part('epoch', at - opened_at), array[
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 26, 28, 30, 32, 36,
    40, 44, 48, 52, 56, 60, 64, 72, 80, 88, 96, 104, 112, 120, 128, 144, 160, 176, 192, 208,
    224, 240, 256, 288, 320, 352, 384, 416, 448, 480, 512, 576, 640, 704, 768, 832, 896, 960,
    1024, 1152, 1280, 1408, 1536, 1664, 1792, 1920, 2048, 2304, 2560, 2816, 3072, 3328, 3584,
    3840, 4096, 4608, 5120, 5632, 6144, 6656, 7168, 7680, 8192, 9216, 10240, 11264, 12288,
    13312, 14336, 15360, 16384, 18432, 20480, 22528, 24576, 26624, 28672, 30720, 32768, 36864,
    40960, 45056, 49152, 53248, 57344, 61440, 65536, 73728, 81920, 90112, 98304, 106496, 114688,
    122880, 131072, 147456, 163840, 180224, 196608, 212992, 229376, 245760, 262144, 294912,
    327680, 360448, 393216, 425984, 458752, 491520, 524288, 589824, 655360, 720896, 786432,
    851968, 917504, 983040, 1048576, 1179648, 1310720, 1441792, 1572864, 1703936, 1835008,
    1966080, 2097152, 2359296, 2621440, 2883584, 3145728, 3407872, 3670016, 3932160, 4194304,
    4718592, 5242880, 5767168, 6291456, 6815744, 7340032, 7864320, 8388608, 9437184, 10485760,
    11534336, 12582912, 13631488, 14680064, 15728640, 16777216, 18874368, 20971520, 23068672,
    25165824, 27262976, 29360128, 31457280, 33554432, 37748736, 41943040, 46137344, 50331648,
    54525952, 58720256, 62914560, 67108864, 75497472, 83886080, 92274688, 100663296, 109051904,
    117440512, 125829120, 134217728, 150994944, 167772160, 184549376, 201326592, 218103808,
    234881024, 251658240, 268435456, 301989888, 335544320, 369098752, 402653184, 436207616,
    469762048, 503316480, 536870912, 603979776, 671088640, 738197504, 805306368, 872415232,
    939524096, 1006632960, 1073741824
  ]::double precision[])::smallint;

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

-- Under what a change is tallied: each by month for all incidents and for its service; by day, and
-- by how long it took, for all of them alone, since of one service there is little to add up.
create function incident_tallied(date, text, text, smallint, bigint, bigint)
  returns table (span text, service text, figure text, day date, length smallint, number bigint,
    micros bigint)
  immutable parallel safe language sql as $$
  select t.span, t.service, t.figure, t.day, t.length, $5, t.micros
  from (values
    ('DAY', '', $2, $1, -1::smallint, $6),
    ('MONTH', '', $2, date_trunc('month', $1::timestamp)::date, -1::smallint, $6),
    ('MONTH', $3, $2, date_trunc('month', $1::timestamp)::date, -1::smallint, $6),
    ('MONTH', '', $2 || '_LENGTH', date_trunc('month', $1::timestamp)::date, $4, 0::bigint))
    t (span, service, figure, day, length, micros)
  where t.service is not null and t.length is not null
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

-- Counts all phases anew, for who has written them in a way of their own. Hashed, since so much is
-- counted that sorting it takes longer; what does not fit into memory goes to disk.
create procedure recount_incident_tally() language sql set enable_sort = off as $$
  lock table incident_phase in share row exclusive mode;
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

set local work_mem = '64MB';
call recount_incident_tally();
analyze incident_tally;
