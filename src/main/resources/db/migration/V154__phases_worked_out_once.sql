-- The phases of incidents are worked out once for a change, whatever the database thinks of how many
-- there are: planned while the tables were empty, the statement worked them out anew for each phase.
-- How their rows are found stays as it was set before.
create or replace procedure refresh_incident_phases(incidents bigint[]) language sql
  set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
  with derived as materialized (
    select * from incident_phase_derived where incident_id = any (incidents))
  update incident_phase p
  set opened_at = d.opened_at, since = d.since, until = d.until, figure = d.figure,
    resolved_before = d.resolved_before, answered_at = d.answered_at
  from derived d
  where p.history_id = d.history_id
    and (p.opened_at, p.since, p.until, p.figure, p.resolved_before, p.answered_at)
      is distinct from
      (d.opened_at, d.since, d.until, d.figure, d.resolved_before, d.answered_at)
$$;
