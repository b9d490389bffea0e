-- An incident that was merged into another one is closed and points there. It counts as merged, and
-- in no time to resolve.

alter table incident
  add column merged_into bigint references incident,
  -- who reported for its requester what was merged into it
  add column also_reported_by bigint[] not null default '{}';

create index incident_merged on incident (merged_into) where merged_into is not null;

-- whether it was closed by being merged
alter table incident_phase add column merged boolean not null default false;
alter table incident_phase drop constraint incident_phase_figure_check;
alter table incident_phase add constraint incident_phase_figure_check
  check (figure in ('OPENED', 'RESOLVED', 'REOPENED', 'CANCELLED', 'CLOSED', 'MERGED'));

create or replace view incident_phase_derived as
with ordered as (
  select history_id, incident_id, opens, at, state, state in ('NEW', 'IN_PROGRESS', 'WAITING') as open,
    merged, max(at) over phases as since, lag(state) over phases as state_before
  from incident_phase
  window phases as (partition by incident_id order by opens desc, at, history_id)),
counted as (
  select *, lead(since) over phases as until, min(since) over phases as began,
    case
      when state_before is null then 'OPENED'
      when state_before not in ('NEW', 'IN_PROGRESS', 'WAITING')
        then case when open then 'REOPENED' end
      when open then null
      when merged then 'MERGED'
      else state
    end as figure
  from ordered
  window phases as (partition by incident_id order by opens desc, at, history_id)),
ended as (
  select *,
    max(since) filter (where figure = 'RESOLVED') over phases as resolved,
    max(since) filter (where figure in ('CANCELLED', 'CLOSED', 'MERGED')) over phases
      as ended_otherwise
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
