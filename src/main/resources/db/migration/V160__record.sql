-- What happened is one record. It stood in seven tables, each with columns of its own; what changed
-- stood in them as words, which had to be taken apart again. Every row is copied, in its order; the
-- tables that it was copied from stay as they are, unwritten, until a later version drops them.
--
-- All of it is one transaction: if it is ended at any point, nothing has happened, and it can be
-- started again.

-- Who comes meanwhile waits, and is refused below.
lock table incident_history, incident_history_replaced, service_request_history, outage_timeline,
  role_change, service_change, desk_change, refusal in share row exclusive mode;

set local work_mem = '256MB';
set local maintenance_work_mem = '512MB';
set local jit = off;

create table record_entry (
  id             bigint generated always as identity,
  -- the letters before the dash of a ticket's key, DESK for the desk itself, UNKNOWN for what
  -- somebody named and the desk does not know
  subject_kind   text not null,
  subject_id     bigint,
  -- of what is no ticket: which channel, person, service or message
  subject_name   text not null,
  -- two times: late messages, imports and corrections are put on record after they happened
  happened_at    timestamptz not null,
  recorded_at    timestamptz not null,
  -- since when a better account is on record; null while this one holds
  replaced_at    timestamptz,
  actor_id       bigint,
  actor_name     text not null,
  place          text not null,
  verb           text not null,
  -- objects of field and value: what the fields that changed held before, and hold now
  before         jsonb not null,
  after          jsonb not null,
  visibility     text not null,
  correlation_id text not null,
  -- tells what comes from elsewhere from all others: the source, and its own id of it
  source_id      text
);

-- What was said, apart, so that it can be blanked and what happened stays on record.
create table record_words (
  entry_id bigint not null,
  words    text not null
);

-- Which ids the rows of each table have in the record: those they had, above those of the tables
-- before it.
create view record_copied as
with latest as (
  select
    greatest((select max(id) from incident_history),
      (select max(id) from incident_history_replaced), 0) as incidents,
    coalesce((select max(id) from service_request_history), 0) as requests,
    coalesce((select max(id) from outage_timeline), 0) as outages,
    coalesce((select max(id) from role_change), 0) as roles,
    coalesce((select max(id) from service_change), 0) as services,
    coalesce((select max(id) from desk_change), 0) as desk,
    coalesce((select max(id) from refusal), 0) as refusals)
select copied.source, copied.upto - copied.size as above, copied.upto
from latest cross join lateral (values
  ('incident_history', incidents, incidents),
  ('service_request_history', requests, incidents + requests),
  ('outage_timeline', outages, incidents + requests + outages),
  ('role_change', roles, incidents + requests + outages + roles),
  ('service_change', services, incidents + requests + outages + roles + services),
  ('desk_change', desk, incidents + requests + outages + roles + services + desk),
  ('refusal', refusals, incidents + requests + outages + roles + services + desk + refusals)
) as copied (source, size, upto);

-- The words in which an earlier version wrote what changed of an incident, made of the values.
create function recorded_words(fields jsonb) returns text language sql immutable as $$
  select case
    when fields = '{}' then ''
    when fields ? 'words' then fields ->> 'words'
    else concat_ws(', ',
      'state: ' || lower(replace(fields ->> 'state', '_', ' '))
        || coalesce(' for ' || lower(replace(fields ->> 'waitingFor', '_', ' ')), ''),
      case when fields ? 'mergedInto'
        then 'merged into: ' || coalesce(fields ->> 'mergedInto', 'none') end,
      'impact: ' || lower(fields ->> 'impact'),
      'urgency: ' || lower(fields ->> 'urgency'),
      'priority: ' || (fields ->> 'priority'),
      case when fields ? 'team' then 'team: ' || coalesce(fields ->> 'team', 'none') end,
      case when fields ? 'assignee'
        then 'assignee: ' || coalesce(fields ->> 'assignee', 'nobody') end,
      case when fields ? 'service' then 'service: ' || coalesce(fields ->> 'service', 'none') end,
      case when fields ? 'category'
        then 'category: ' || coalesce(fields ->> 'category', 'none') end,
      case when fields ? 'outage' then 'outage: ' || coalesce(fields ->> 'outage', 'none') end)
  end
$$;

-- The values of such words. What cannot be told apart for certain is kept in words as well.
create function pg_temp.recorded_values(words text) returns jsonb language plpgsql immutable as $$
declare
  marked text := ', ' || words;
  state text := split_part(split_part(marked, ', state: ', 2), ', ', 1);
  merged text := split_part(split_part(marked, ', merged into: ', 2), ', ', 1);
  impact text := split_part(split_part(marked, ', impact: ', 2), ', ', 1);
  urgency text := split_part(split_part(marked, ', urgency: ', 2), ', ', 1);
  priority text := split_part(split_part(marked, ', priority: ', 2), ', ', 1);
  team text := split_part(marked, ', team: ', 2);
  assignee text := split_part(marked, ', assignee: ', 2);
  service text := split_part(marked, ', service: ', 2);
  category text := split_part(marked, ', category: ', 2);
  outage text := split_part(marked, ', outage: ', 2);
  fields text := '';
  held jsonb;
begin
  if state <> '' then
    fields := ',"state":' || to_json(upper(replace(split_part(state, ' for ', 1), ' ', '_')));
    if split_part(state, ' for ', 2) <> '' then
      fields := fields || ',"waitingFor":' || to_json(upper(split_part(state, ' for ', 2)));
    end if;
  end if;
  if merged <> '' then
    fields := fields || ',"mergedInto":' || coalesce(to_json(nullif(merged, 'none'))::text, 'null');
  end if;
  if impact <> '' then
    fields := fields || ',"impact":' || to_json(upper(impact));
  end if;
  if urgency <> '' then
    fields := fields || ',"urgency":' || to_json(upper(urgency));
  end if;
  if priority <> '' then
    fields := fields || ',"priority":' || to_json(priority);
  end if;
  if team <> '' then
    team := split_part(split_part(split_part(split_part(
      team, ', assignee: ', 1), ', service: ', 1), ', category: ', 1), ', outage: ', 1);
    fields := fields || ',"team":' || coalesce(to_json(nullif(team, 'none'))::text, 'null');
  end if;
  if assignee <> '' then
    assignee := split_part(split_part(split_part(
      assignee, ', service: ', 1), ', category: ', 1), ', outage: ', 1);
    fields := fields || ',"assignee":' || coalesce(to_json(nullif(assignee, 'nobody'))::text, 'null');
  end if;
  if service <> '' then
    service := split_part(split_part(service, ', category: ', 1), ', outage: ', 1);
    fields := fields || ',"service":' || coalesce(to_json(nullif(service, 'none'))::text, 'null');
  end if;
  if category <> '' then
    category := split_part(category, ', outage: ', 1);
    fields := fields || ',"category":' || coalesce(to_json(nullif(category, 'none'))::text, 'null');
  end if;
  if outage <> '' then
    fields := fields || ',"outage":' || coalesce(to_json(nullif(outage, 'none'))::text, 'null');
  end if;
  held := ('{' || substr(fields, 2) || '}')::jsonb;
  if recorded_words(held) is distinct from words then
    held := held || jsonb_build_object('words', words);
  end if;
  return held;
end
$$;

-- What changed of the desk itself, by the field that each kind of change has.
create function pg_temp.desk_values(verb text, said text) returns jsonb language sql immutable as $$
  select case
    when said = '' then '{}'::jsonb
    when verb = 'ROLE' then jsonb_build_object('roles', string_to_array(said, ', '))
    else jsonb_build_object(
      case
        when verb like 'CHANNEL%' then 'posts'
        when verb like 'UNDELIVERED%' then 'state'
        when verb in ('SERVICE_RENAME', 'SERVICE_RETIRE') then 'name'
        when verb = 'SERVICE_ADD' then 'service'
        when verb like '%SUBSCRIBE' then 'platform'
        when verb = 'PANEL' then 'conversation'
        else 'it'
      end, said)
  end
$$;

-- Most changes are worded alike: each wording is taken apart once.
create temp table worded on commit drop as
select words, pg_temp.recorded_values(words) as fields
from (
  select before as words from incident_history
  union select after from incident_history
  union select entry ->> 'before' from incident_history_replaced
  union select entry ->> 'after' from incident_history_replaced) as all_of_them;
analyze worded;

-- Nobody wrote down when something was put on record: not before the latest that is on record
-- before it.
insert into record_entry (id, subject_kind, subject_id, subject_name, happened_at, recorded_at,
  actor_id, actor_name, place, verb, before, after, visibility, correlation_id, source_id)
overriding system value
select id, 'INC', incident_id, '', at, least(latest, now()), actor_id, actor_name, place,
  upper(verb), b.fields,
  case when updated_at is null then a.fields
    else a.fields || jsonb_strip_nulls(jsonb_build_object(
      'updatedAt', to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      'updatedById', updated_by_id, 'updatedBy', updated_by))
  end,
  case when internal then 'INTERNAL' else 'PUBLIC' end, correlation_id, event_id
from (select *, max(at) over (order by id) as latest from incident_history) h
join worded b on b.words = h.before join worded a on a.words = h.after;

insert into record_words select id, text from incident_history where text <> '';

-- What was replaced by a better account is on record with the time at which it was.
insert into record_entry (id, subject_kind, subject_id, subject_name, happened_at, recorded_at,
  replaced_at, actor_id, actor_name, place, verb, before, after, visibility, correlation_id,
  source_id)
overriding system value
select r.id, 'INC', r.incident_id, '', h.at,
  least(max(h.at) over (order by r.id), replaced_at), replaced_at,
  h.actor_id, h.actor_name, h.place, upper(h.verb),
  b.fields,
  a.fields || case when h.updated_at is null then '{}'::jsonb
      else jsonb_strip_nulls(jsonb_build_object(
        'updatedAt', to_char(h.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'updatedById', h.updated_by_id, 'updatedBy', h.updated_by))
    end,
  case when h.internal then 'INTERNAL' else 'PUBLIC' end, h.correlation_id, h.event_id
from incident_history_replaced r
cross join lateral jsonb_populate_record(null::incident_history, r.entry) h
join worded b on b.words = h.before join worded a on a.words = h.after;

insert into record_words
select id, entry ->> 'text' from incident_history_replaced where entry ->> 'text' <> '';

insert into record_entry (id, subject_kind, subject_id, subject_name, happened_at, recorded_at,
  actor_id, actor_name, place, verb, before, after, visibility, correlation_id)
overriding system value
select above + h.id, 'REQ', request_id, '', at, least(max(at) over (order by h.id), now()),
  actor_id, actor_name, place, upper(verb),
  case when before = '' then '{}'::jsonb else jsonb_build_object('state', before) end,
  jsonb_build_object('state', after), 'PUBLIC', correlation_id
from service_request_history h, record_copied c where c.source = 'service_request_history';

insert into record_words
select above + h.id, text from service_request_history h, record_copied c
where c.source = 'service_request_history' and text <> '';

insert into record_entry (id, subject_kind, subject_id, subject_name, happened_at, recorded_at,
  actor_id, actor_name, place, verb, before, after, visibility, correlation_id)
overriding system value
select above + t.id, 'OUT', outage_id, '', at, least(max(at) over (order by t.id), now()),
  actor_id, actor_name, place, upper(verb),
  jsonb_strip_nulls(jsonb_build_object(
    'stage', lag(stage) over (partition by outage_id order by t.id),
    'severity', case when severity is not null then (
      select e.severity from outage_timeline e
      where e.outage_id = t.outage_id and e.id < t.id and e.severity is not null
      order by e.id desc limit 1) end)),
  jsonb_strip_nulls(jsonb_build_object('stage', stage, 'severity', severity)),
  'PUBLIC', correlation_id
from outage_timeline t, record_copied c where c.source = 'outage_timeline';

insert into record_words
select above + t.id, text from outage_timeline t, record_copied c
where c.source = 'outage_timeline' and text <> '';

-- What was written of roles and services beside what audit shows stays beside it.
insert into record_entry (id, subject_kind, subject_id, subject_name, happened_at, recorded_at,
  actor_id, actor_name, place, verb, before, after, visibility, correlation_id)
overriding system value
select above + r.id, 'PERSON', person_id, '', at, least(max(at) over (order by r.id), now()),
  actor_id, actor_name, place, 'ROLE', jsonb_build_object('roles', before),
  jsonb_build_object('roles', after), 'PUBLIC', correlation_id
from role_change r, record_copied c where c.source = 'role_change';

insert into record_entry (id, subject_kind, subject_id, subject_name, happened_at, recorded_at,
  actor_id, actor_name, place, verb, before, after, visibility, correlation_id)
overriding system value
select above + s.id, 'SERVICE', null, service, at, least(max(at) over (order by s.id), now()),
  actor_id, actor_name, place, 'SERVICE_ADD', '{}', '{}', 'PUBLIC', correlation_id
from service_change s, record_copied c where c.source = 'service_change';

insert into record_entry (id, subject_kind, subject_id, subject_name, happened_at, recorded_at,
  actor_id, actor_name, place, verb, before, after, visibility, correlation_id)
overriding system value
select above + d.id, 'DESK', null,
  case when verb = 'CHANGE' then what else substr(what, length(verb) + 2) end,
  at, least(max(at) over (order by d.id), now()), person_id, who, place, verb,
  pg_temp.desk_values(verb, before), pg_temp.desk_values(verb, after), 'PUBLIC', correlation_id
from record_copied c, desk_change d cross join lateral (
  select coalesce(
    (select upper(replace(words, ' ', '_'))
     from unnest(array['role', 'channel add', 'channel remove', 'panel', 'service add',
       'service rename', 'service retire', 'subscribe', 'unsubscribe', 'undelivered retry',
       'undelivered release', 'undelivered discard']) words
     where what = words or (starts_with(what, words || ' ') and what <> words || ' ')),
    'CHANGE') as verb) as done
where c.source = 'desk_change';

insert into record_entry (id, subject_kind, subject_id, subject_name, happened_at, recorded_at,
  actor_id, actor_name, place, verb, before, after, visibility, correlation_id)
overriding system value
select above + r.id,
  case when subject = '' then 'DESK' when key then split_part(subject, '-', 1) else 'UNKNOWN' end,
  case when key then split_part(subject, '-', 2)::bigint end,
  case when key then '' else subject end,
  at, least(max(at) over (order by r.id), now()), person_id, who, place, 'REFUSE', '{}',
  jsonb_build_object('command', command), 'PUBLIC', correlation_id
from record_copied c, refusal r cross join lateral (
  select subject ~ '^[A-Z]{3}-[1-9][0-9]{0,14}$' as key) as named
where c.source = 'refusal';

insert into record_words
select above + r.id, why from refusal r, record_copied c where c.source = 'refusal' and why <> '';

drop function pg_temp.recorded_values;
drop function pg_temp.desk_values;

-- Counting goes on above what was copied.
select setval(pg_get_serial_sequence('record_entry', 'id'), greatest(max(upto), 1), max(upto) > 0)
from record_copied;

alter table record_entry
  add primary key (id),
  add foreign key (actor_id) references person,
  add check (visibility in ('PUBLIC', 'INTERNAL')),
  add check (replaced_at >= recorded_at);
alter table record_words
  add primary key (entry_id),
  add foreign key (entry_id) references record_entry;

-- show and audit: what happened to a ticket, by when it happened
create index record_entry_of on record_entry (subject_kind, subject_id, happened_at, id)
  where verb <> 'REFUSE' and replaced_at is null and subject_id is not null;
create index record_entry_refusals on record_entry (subject_kind, subject_id, id)
  where verb = 'REFUSE' and subject_id is not null;
create index record_entry_of_desk on record_entry (happened_at, id) where subject_kind = 'DESK';
create unique index record_entry_source on record_entry (source_id)
  where source_id is not null and replaced_at is null;
-- outages, as they were put on record; what was said of one, however many incidents come and go
create index record_entry_of_outage on record_entry (subject_id, id)
  where subject_kind = 'OUT' and verb <> 'REFUSE' and replaced_at is null;
create index record_entry_announced on record_entry (subject_id, id)
  where subject_kind = 'OUT' and verb <> 'REFUSE' and replaced_at is null
    and verb not in ('ATTACH', 'DETACH');
create index record_entry_severities on record_entry (subject_id, id)
  where subject_kind = 'OUT' and verb <> 'REFUSE' and replaced_at is null
    and jsonb_exists(after, 'severity');

-- The phases of incidents keep the ids of what they began with.
alter table incident_phase
  drop constraint incident_phase_history_id_fkey,
  add foreign key (history_id) references record_entry;

-- A record is written once. Only what was imported can be replaced, and then it stays, with the time
-- at which it was; words can be taken out and no others put in. TRUNCATE is left to the owner of the
-- database.
create function keep_record() returns trigger language plpgsql as $$
declare
  same record_entry := new;
begin
  same.replaced_at := null;
  if old.replaced_at is null and new.replaced_at is not null and same = old
    and old.subject_kind = 'INC' and old.verb <> 'REFUSE'
    and exists (select from incident where id = old.subject_id and source is not null) then
    return new;
  end if;
  raise exception 'the rows of % are a record and are never changed', tg_table_name
    using errcode = 'restrict_violation';
end
$$;
create function keep_words() returns trigger language plpgsql as $$
begin
  if new.entry_id = old.entry_id and new.words = '' then
    return new;
  end if;
  raise exception 'the rows of % are a record and are never changed', tg_table_name
    using errcode = 'restrict_violation';
end
$$;
create trigger record_entry_is_kept before update on record_entry
  for each row execute function keep_record();
create trigger record_entry_is_a_record before delete on record_entry
  for each statement execute function refuse_change();
create trigger record_words_are_kept before update on record_words
  for each row execute function keep_words();
create trigger record_words_are_a_record before delete on record_words
  for each statement execute function refuse_change();

-- Nor is anything added to what it was copied from.
create trigger incident_history_is_copied before insert on incident_history
  for each statement execute function refuse_change();
create trigger incident_history_stays before delete on incident_history
  for each statement execute function refuse_change();
create trigger incident_history_replaced_is_copied before insert on incident_history_replaced
  for each statement execute function refuse_change();
create trigger service_request_history_is_copied before insert on service_request_history
  for each statement execute function refuse_change();
create trigger outage_timeline_is_copied before insert on outage_timeline
  for each statement execute function refuse_change();
create trigger role_change_is_copied before insert on role_change
  for each statement execute function refuse_change();
create trigger service_change_is_copied before insert on service_change
  for each statement execute function refuse_change();
create trigger desk_change_is_copied before insert on desk_change
  for each statement execute function refuse_change();
create trigger refusal_is_copied before insert on refusal
  for each statement execute function refuse_change();

-- Both sides of what was copied, for each table: how many rows, and a sum of what each of them
-- holds, its id and its words included. They are the same, or a row is not what it was.
create view record_check as
with now as (
  select c.source, e.id - c.above as number, e.*, coalesce(w.words, '') as said
  from record_copied c
  join record_entry e on e.id > c.above and e.id <= c.upto
  left join record_words w on w.entry_id = e.id),
incidents as (
  select h.*, null::timestamptz as replaced_at from incident_history h
  union all
  select h.*, r.replaced_at from incident_history_replaced r
  cross join lateral jsonb_populate_record(null::incident_history, r.entry) h),
sides as (
  select 'incident_history' as source, true as earlier, row(id, incident_id, at, actor_id,
    actor_name, verb, text, internal, before, after,
    case when state_before is distinct from state_after then state_before end,
    case when state_before is distinct from state_after then state_after end,
    place, correlation_id, event_id, updated_at, updated_by_id, updated_by, replaced_at)::text as held
  from incidents
  union all
  select source, false, row(number, subject_id, happened_at, actor_id, actor_name, lower(verb), said,
    visibility = 'INTERNAL', recorded_words(before), recorded_words(after),
    nullif(before ->> 'state', after ->> 'state'), nullif(after ->> 'state', before ->> 'state'),
    place, correlation_id, source_id, (after ->> 'updatedAt')::timestamptz,
    (after ->> 'updatedById')::bigint, after ->> 'updatedBy', replaced_at)::text
  from now where source = 'incident_history' and subject_kind = 'INC'
  union all
  select 'service_request_history', true, row(id, request_id, requester_id, at, actor_id,
    actor_name, verb, text, before, after, place, correlation_id)::text
  from service_request_history
  union all
  select source, false, row(number, subject_id,
    (select requester_id from service_request r where r.id = subject_id), happened_at, actor_id,
    actor_name, lower(verb), said, coalesce(before ->> 'state', ''), after ->> 'state', place,
    correlation_id)::text
  from now where source = 'service_request_history' and subject_kind = 'REQ'
  union all
  select 'outage_timeline', true, row(id, outage_id, at, actor_id, actor_name, verb, stage,
    severity, text, place, correlation_id)::text
  from outage_timeline
  union all
  select source, false, row(number, subject_id, happened_at, actor_id, actor_name, lower(verb),
    after ->> 'stage', after ->> 'severity', said, place, correlation_id)::text
  from now where source = 'outage_timeline' and subject_kind = 'OUT'
  union all
  select 'role_change', true,
    row(id, at, person_id, before, after, actor_id, actor_name, place, correlation_id)::text
  from role_change
  union all
  select source, false, row(number, happened_at, subject_id,
    array(select jsonb_array_elements_text(before -> 'roles')),
    array(select jsonb_array_elements_text(after -> 'roles')),
    actor_id, actor_name, place, correlation_id)::text
  from now where source = 'role_change' and subject_kind = 'PERSON' and verb = 'ROLE'
  union all
  select 'service_change', true,
    row(id, service, at, actor_id, actor_name, verb, place, correlation_id)::text
  from service_change
  union all
  select source, false, row(number, subject_name, happened_at, actor_id, actor_name, 'add', place,
    correlation_id)::text
  from now where source = 'service_change' and subject_kind = 'SERVICE' and verb = 'SERVICE_ADD'
  union all
  select 'desk_change', true,
    row(id, at, person_id, who, place, what, before, after, correlation_id)::text
  from desk_change
  union all
  select source, false, row(number, happened_at, actor_id, actor_name, place,
    case when verb = 'CHANGE' then subject_name
      else concat_ws(' ', lower(replace(verb, '_', ' ')), nullif(subject_name, '')) end,
    coalesce((select value #>> '{}' from jsonb_each(before) where jsonb_typeof(value) = 'string'),
      (select string_agg(role, ', ' order by n)
       from jsonb_array_elements_text(before -> 'roles') with ordinality r (role, n)), ''),
    coalesce((select value #>> '{}' from jsonb_each(after) where jsonb_typeof(value) = 'string'),
      (select string_agg(role, ', ' order by n)
       from jsonb_array_elements_text(after -> 'roles') with ordinality r (role, n)), ''),
    correlation_id)::text
  from now where source = 'desk_change' and subject_kind = 'DESK'
  union all
  select 'refusal', true,
    row(id, at, person_id, who, place, command, subject, why, correlation_id)::text
  from refusal
  union all
  select source, false, row(number, happened_at, actor_id, actor_name, place, after ->> 'command',
    case subject_kind when 'DESK' then '' when 'UNKNOWN' then subject_name
      else subject_kind || '-' || subject_id end,
    said, correlation_id)::text
  from now where source = 'refusal' and verb = 'REFUSE'),
summed as (
  select c.source,
    count(*) filter (where earlier) as earlier_rows,
    count(*) filter (where not earlier) as rows_now,
    coalesce(sum(hashtextextended(held, 0)::numeric) filter (where earlier), 0) as earlier_sum,
    coalesce(sum(hashtextextended(held, 0)::numeric) filter (where not earlier), 0) as sum_now
  from record_copied c left join sides s on s.source = c.source
  group by c.source)
select *, (earlier_rows, earlier_sum) = (rows_now, sum_now) as same from summed;

-- A large desk was given all of it a moment ago: its first commands are planned by what it is like.
analyze record_entry, record_words;
