-- A link between an incident and an outage can end, and is kept: what a past period says of it stays.

alter table outage_incident drop constraint outage_incident_pkey;
alter table outage_incident add column id bigint generated always as identity primary key;
alter table outage_incident add column detached_at timestamptz check (detached_at >= attached_at);

create unique index outage_incident_linked on outage_incident (outage_id, incident_id)
  where detached_at is null;
-- of which outage an incident is part
create index outage_incident_of on outage_incident (incident_id) where detached_at is null;

alter table outage_timeline drop constraint outage_timeline_verb_check;
alter table outage_timeline add constraint outage_timeline_verb_check
  check (verb in ('declare', 'update', 'resolve', 'attach', 'detach'));

drop index outage_timeline_announcements;
-- what was said of an outage, however many incidents come and go
create index outage_timeline_announcements on outage_timeline (outage_id, id)
  where verb not in ('attach', 'detach');

comment on column outage.incidents is
  'how many incidents are part of it now, so that showing it costs the same however many there are';
