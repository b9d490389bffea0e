-- How each incident stood, from when until when. The figures of a period are counted from this, so
-- that they are the same whatever happens afterwards.

create table incident_phase (
  -- what is on record of its beginning; a record that is replaced takes its phase with it
  history_id      bigint not null,
  incident_id     bigint not null,
  -- from when on it stood so, by what is on record
  at              timestamptz not null,
  -- with this one it began
  opens           boolean not null,
  state           text not null
    check (state in ('NEW', 'IN_PROGRESS', 'WAITING', 'RESOLVED', 'CLOSED', 'CANCELLED')),
  priority        text not null check (priority in ('P1', 'P2', 'P3', 'P4')),
  service         text,
  team            text,

  -- What follows from its other phases and from the incident: see incident_phase_derived.
  opened_at       timestamptz,
  since           timestamptz,
  until           timestamptz,
  -- as what its beginning counts
  figure          text check (figure in ('OPENED', 'RESOLVED', 'REOPENED', 'CANCELLED', 'CLOSED')),
  -- for a reopening, when it had been resolved; null if it had ended otherwise
  resolved_before timestamptz,
  -- when the requester had the first response, for the phase in which they had it
  answered_at     timestamptz
);

-- In their order: the report first, then by time, and as they were put on record where the time is
-- the same. No phase is taken to begin before the one that it follows, so that no time is negative.
create view incident_phase_derived as
with ordered as (
  select history_id, incident_id, opens, at, state, state in ('NEW', 'IN_PROGRESS', 'WAITING') as open,
    max(at) over phases as since, lag(state) over phases as state_before
  from incident_phase
  window phases as (partition by incident_id order by opens desc, at, history_id)),
counted as (
  select *, lead(since) over phases as until, min(since) over phases as began,
    case
      when state_before is null then 'OPENED'
      when state_before not in ('NEW', 'IN_PROGRESS', 'WAITING')
        then case when open then 'REOPENED' end
      when open then null
      else state
    end as figure
  from ordered
  window phases as (partition by incident_id order by opens desc, at, history_id)),
ended as (
  select *,
    max(since) filter (where figure = 'RESOLVED') over phases as resolved,
    max(since) filter (where figure in ('CANCELLED', 'CLOSED')) over phases as ended_otherwise
  from counted
  window phases as (partition by incident_id order by opens desc, at, history_id))
select e.history_id, e.incident_id, i.opened_at, e.since, e.until, e.figure,
  case
    when e.figure = 'REOPENED' and (e.ended_otherwise is null or e.resolved > e.ended_otherwise)
      then e.resolved
  end as resolved_before,
  case
    when greatest(i.first_response_at, e.began) >= e.since
        and (e.until is null or greatest(i.first_response_at, e.began) < e.until)
        and i.first_response_at is not null
      then greatest(i.first_response_at, e.began)
  end as answered_at
from ended e join incident i on i.id = e.incident_id;

-- To be called after phases of these incidents were added, or their first response.
create procedure refresh_incident_phases(incidents bigint[]) language sql as $$
  update incident_phase p
  set opened_at = d.opened_at, since = d.since, until = d.until, figure = d.figure,
    resolved_before = d.resolved_before, answered_at = d.answered_at
  from incident_phase_derived d
  where d.incident_id = any (incidents) and p.history_id = d.history_id
    and (p.opened_at, p.since, p.until, p.figure, p.resolved_before, p.answered_at)
      is distinct from
      (d.opened_at, d.since, d.until, d.figure, d.resolved_before, d.answered_at)
$$;

-- The phases of the incidents there are. What is on record names what changed and what the report
-- said; what it does not name stayed as it was before. A change that is on record later did not
-- happen earlier. Words are split and not matched, and sorted in memory: a large desk has millions.
set local work_mem = '256MB';

insert into incident_phase
  (history_id, incident_id, at, opens, state, priority, service, team)
select id, incident_id, max(at) over changes, opens, state,
  coalesce(
    substr(max(place || priority) over changes, 21),
    -- what is on record before names none: then it never changed
    (select i.priority from incident i where i.id = changed.incident_id)),
  nullif(substr(max(place || service) over changes, 21), 'none'),
  nullif(substr(max(place || team) over changes, 21), 'none')
from (
  select id, incident_id, at, state_before is null as opens, state_after as state,
    lpad(id::text, 20, '0') as place,
    substring(split_part(split_part(', ' || after, ', priority: ', 2), ', ', 1) from '^P[1-4]$')
      as priority,
    coalesce(
      nullif(split_part(split_part(split_part(
        ', ' || after, ', service: ', 2), ', category: ', 1), ', outage: ', 1), ''),
      case when state_before is null then 'none' end) as service,
    coalesce(
      nullif(split_part(split_part(split_part(split_part(split_part(
        ', ' || after, ', team: ', 2), ', assignee: ', 1), ', service: ', 1), ', category: ', 1),
        ', outage: ', 1), ''),
      case when state_before is null then 'none' end) as team
  from incident_history
  where state_before is distinct from state_after
    or after like '%priority: %' or after like '%service: %' or after like '%team: %') as changed
window changes as (partition by incident_id order by id);

update incident_phase p
set opened_at = d.opened_at, since = d.since, until = d.until, figure = d.figure,
  resolved_before = d.resolved_before, answered_at = d.answered_at
from incident_phase_derived d where p.history_id = d.history_id;

alter table incident_phase
  add primary key (history_id),
  add foreign key (history_id) references incident_history on delete cascade,
  add foreign key (incident_id) references incident,
  add constraint incident_phase_lasts check (until >= since);

create index incident_phase_of on incident_phase (incident_id);

-- metrics: each figure is read from its index alone, and what was open at a moment by that moment:
-- what happens at the end of a period is of the next one
create index incident_phase_figure on incident_phase (figure, since)
  include (opened_at, priority, service) where figure is not null;
create index incident_phase_answered on incident_phase (answered_at)
  include (opened_at, priority, service) where answered_at is not null;
create index incident_phase_reopened on incident_phase (resolved_before)
  include (since, incident_id, service) where resolved_before is not null;
create index incident_phase_open on incident_phase using gist (tstzrange(since, until, '(]'))
  where state in ('NEW', 'IN_PROGRESS', 'WAITING') and since is not null;

drop index incident_opened;
drop index incident_resolved;
drop index incident_answered;
drop index incident_ended_at;
alter table incident_history drop column reopening, drop column ended_before;

-- show and audit: by when it happened, so that what was written earlier stands earlier
create index incident_history_by_time on incident_history (incident_id, at, id);
drop index incident_history_of;
create index service_request_history_by_time on service_request_history (request_id, at, id);
