-- An outage's severity can change while it is open. Each entry of the timeline that sets it says how
-- bad it was from then on, so that every stretch counts for itself.

alter table outage_timeline add column severity text check (severity in ('DEGRADED', 'DOWN'));

-- up to now it stayed as it was declared
alter table outage_timeline disable trigger outage_timeline_is_a_record;
update outage_timeline t set severity = o.severity
from outage o where o.id = t.outage_id and t.verb = 'declare';
alter table outage_timeline enable trigger outage_timeline_is_a_record;

create index outage_timeline_severities on outage_timeline (outage_id, id)
  where severity is not null;
