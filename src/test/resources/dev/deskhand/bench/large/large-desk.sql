-- People, of whom one in fifty is an agent.
insert into person (name, folded_name)
select 'Colleague ' || n, 'colleague ' || n from generate_series(1, ${people}) n;

insert into identity (platform, user_id, handle, folded_handle, standing, person_id)
select 'bench', 'p' || id, name, folded_name, 'MEMBER', id
from person where name like 'Colleague %';

insert into person_role (person_id, role)
select id, 'EMPLOYEE' from person where name like 'Colleague %';

create temp table bench_person as
select row_number() over (order by id) - 1 as nr, id, name
from person where name like 'Colleague %';

insert into person_role (person_id, role)
select id, 'AGENT' from bench_person where nr < ${agents};

create temp table bench_service as
select row_number() over (order by name) - 1 as nr, name, team from service where listed;

-- When a ticket was opened, and how long it was from each thing that happened to it to the next.
create function pg_temp.opened(n bigint) returns timestamptz language sql stable as
$$select timestamptz '${start}' + (n - 1) * interval '1095 days' / ${incidents}$$;

create function pg_temp.pause(n bigint) returns interval language sql stable as
$$select least((1 + n % 5) * interval '1 hour',
  (timestamptz '${end}' - pg_temp.opened(n)) / 10)$$;

create function pg_temp.said(n bigint, k int) returns text language sql immutable as
$$select (array[
  'it happens again as soon as the cover is closed',
  'please try the other cable and tell what the lamp shows',
  'the vendor sends a spare part within two days',
  'restarted the service and emptied its queue',
  'works for a while and then stops without a message',
  'the same room had this last week after the power cut',
  'a colleague beside me has no trouble at all',
  'moved to the second floor and the signal is better there',
  'which version does the window show at the bottom',
  'cleared the cache and signed in once more',
  'the certificate had run out and was renewed',
  'ordered a new battery from the usual supplier',
  'the driver was updated by night and rolled back now',
  'it is urgent since the invoices are due tomorrow',
  'checked the switch and replaced the patch panel',
  'no change after the restart',
  'the password was reset and the account unlocked',
  'took the device along and left a spare one',
  'the log says that the disk is nearly full',
  'thank you it looks good so far'])[1 + (n * 7 + k * 3) % 20] || ' ' || n % 997$$;

-- What happens to an incident, by the state in which it is left: as far as that, and then replies.
create temp table bench_step as
select p.state as path, s.k, case when s.k <= p.upto then s.verb else 'REPLY' end as verb,
  case when s.k <= p.upto then s.before end as before,
  case when s.k <= p.upto then s.after end as after,
  s.k = 1 or s.k = 5 or p.state = 'NEW' as by_requester
from (values ('NEW', 1), ('IN_PROGRESS', 5), ('WAITING', 6), ('RESOLVED', 8), ('CLOSED', 9))
  as p (state, upto)
cross join (values
  (1, 'REPORT', null, 'NEW'), (2, 'TAKE', 'NEW', 'IN_PROGRESS'), (3, 'REPLY', null, null),
  (4, 'NOTE', null, null), (5, 'REPLY', null, null), (6, 'WAIT', 'IN_PROGRESS', 'WAITING'),
  (7, 'RESUME', 'WAITING', 'IN_PROGRESS'), (8, 'RESOLVE', 'IN_PROGRESS', 'RESOLVED'),
  (9, 'CLOSE', 'RESOLVED', 'CLOSED')) as s (k, verb, before, after);

create temp table bench_phase as
select path, k, after as state, lead(k) over (partition by path order by k) as next
from bench_step where after is not null;

-- Incidents; the latest fiftieth is open, and one in a thousand is the employee's of the demo.
insert into incident (id, title, description, state, waiting_for, impact, urgency, priority,
  service, team, requester_id, reporter_id, assignee_id, origin, outage, resolution, opened_at,
  changed_at, first_response_at, resolved_at, closed_at, ended_at)
overriding system value
select i.n,
  (array['Laptop', 'Printer', 'Monitor', 'Telephone', 'Scanner', 'Keyboard', 'Projector', 'Badge',
    'Mailbox', 'Calendar', 'Spreadsheet', 'Router', 'Account', 'Headset', 'Tablet',
    'Server'])[1 + i.n % 16] || ' ' || i.n || ' '
    || (array['does not start', 'is slow', 'shows nothing', 'makes a noise', 'loses its settings',
      'asks for a password', 'cannot be reached', 'is out of paper', 'has no sound',
      'prints stripes', 'freezes'])[1 + i.n % 11],
  'Since this morning the device is of no use to me, ' || pg_temp.said(i.n, 1)
    || case when i.n = (${incidents} + 1) / 2 then ' zymurgy' else '' end,
  i.state, case when i.state = 'WAITING' then 'REQUESTER' end,
  pressure.impact, pressure.urgency, pressure.priority, service.name, service.team,
  requester.id, requester.id, assignee.id, 'bench',
  case when i.n % 25 = 0 then 'OUT-' || (i.n + 49) / 50 end,
  case when i.state in ('RESOLVED', 'CLOSED') then pg_temp.said(i.n, 8) end,
  i.opened, i.opened + 8 * i.pause,
  case when i.state <> 'NEW' then i.opened + 2 * i.pause end,
  case when i.state in ('RESOLVED', 'CLOSED') then i.opened + 7 * i.pause end,
  case when i.state = 'CLOSED' then i.opened + 8 * i.pause end,
  case when i.state in ('RESOLVED', 'CLOSED') then i.opened + 7 * i.pause end
from (
  select n, pg_temp.opened(n) as opened, pg_temp.pause(n) as pause,
    case
      when n <= ${incidents} * 0.97 then 'CLOSED'
      when n <= ${incidents} * 0.98 then 'RESOLVED'
      when n % 3 = 0 then 'WAITING'
      when n % 3 = 1 then 'IN_PROGRESS'
      else 'NEW'
    end as state
  from generate_series(1::bigint, ${incidents}) n) as i
join (values (0, 'HIGH', 'HIGH', 'P1'), (1, 'HIGH', 'MEDIUM', 'P2'), (2, 'MEDIUM', 'MEDIUM', 'P3'),
  (3, 'MEDIUM', 'MEDIUM', 'P3'), (4, 'LOW', 'LOW', 'P4')) as pressure (nr, impact, urgency, priority)
  on pressure.nr = case when i.n % 20 = 0 then 0 else 1 + i.n % 4 end
join (
  select nr, id from bench_person
  union all
  select -1, person_id from identity where platform = 'web' and user_id = 'employee') as requester
  on requester.nr = case when i.n % 1000 = 7 then -1 else i.n * 7919 % ${people} end
left join bench_service service on service.nr = i.n % 12
left join bench_person assignee
  on i.state <> 'NEW' and assignee.nr = i.n * 31 % ${agents};

-- What is on record of incidents.
insert into record_entry (id, subject_kind, subject_id, subject_name, happened_at, recorded_at,
  actor_id, actor_name, place, verb, before, after, visibility, correlation_id)
overriding system value
select ${entries} + (i.id - 1) * 9 + s.k, 'INC', i.id, '',
  i.opened_at + (s.k - 1) * pg_temp.pause(i.id), i.opened_at + (s.k - 1) * pg_temp.pause(i.id),
  coalesce(case when not s.by_requester then i.assignee_id end, i.requester_id),
  case when s.by_requester or a.id is null then r.name else a.name end, 'bench', s.verb,
  case
    when s.verb = 'TAKE' then '{"state": "NEW", "assignee": null}'
    when s.before is null then '{}'
    else jsonb_build_object('state', s.before)
  end,
  case
    when s.verb = 'REPORT' then jsonb_strip_nulls(jsonb_build_object('state', 'NEW',
      'impact', i.impact, 'urgency', i.urgency, 'priority', i.priority, 'service', i.service,
      'team', i.team))
    when s.verb = 'TAKE' then jsonb_build_object('state', 'IN_PROGRESS', 'assignee', a.name)
    when s.verb = 'WAIT' then '{"state": "WAITING", "waitingFor": "REQUESTER"}'
    when s.after is null then '{}'
    else jsonb_build_object('state', s.after)
  end,
  case when s.verb = 'NOTE' then 'INTERNAL' else 'PUBLIC' end, 'bench'
from incident i
join bench_step s on s.path = i.state
join person r on r.id = i.requester_id
left join person a on a.id = i.assignee_id;

-- What was said with it.
insert into record_words (entry_id, words)
select ${entries} + (i.id - 1) * 9 + s.k,
  case when s.verb = 'REPORT' then i.description else pg_temp.said(i.id, s.k) end
from incident i
join bench_step s on s.path = i.state and s.verb in ('REPORT', 'REPLY', 'NOTE', 'WAIT', 'RESOLVE');

-- The phases that figures are counted from.
insert into incident_phase (history_id, incident_id, at, opens, state, priority, service, team,
  opened_at, since, until, figure, answered_at)
select ${entries} + (i.id - 1) * 9 + p.k, i.id, i.opened_at + (p.k - 1) * pg_temp.pause(i.id),
  p.k = 1, p.state, i.priority, i.service, i.team, i.opened_at,
  i.opened_at + (p.k - 1) * pg_temp.pause(i.id), i.opened_at + (p.next - 1) * pg_temp.pause(i.id),
  case p.k when 1 then 'OPENED' when 8 then 'RESOLVED' end,
  case when p.k = 2 then i.first_response_at end
from incident i join bench_phase p on p.path = i.state;
call recount_incident_tally();

-- Where their cards are.
insert into posted_card (subject, conversation, platform, address, channel, message)
select 'INC-' || id, 'bench:C1', 'bench', '{}', 'C1', id::text from incident;

-- Requests, with their steps and what is on record of them.
insert into service_request (id, item_id, item_name, state, fields, requester_id, requester_name,
  origin, team, approver_role, decided_by, decided_by_name, opened_at, changed_at)
overriding system value
select q.n, 'laptop', 'Laptop', q.state,
  json_build_object('Model', 'light', 'Why it is needed', pg_temp.said(q.n, 2)),
  requester.id, requester.name, 'bench', 'Workplace', 'manager',
  case when q.state = 'FULFILLED' then approver.id end,
  case when q.state = 'FULFILLED' then approver.name end,
  q.opened, q.opened + 2 * q.pause
from (
  select n, pg_temp.opened(1 + n * 10 / 3) as opened, pg_temp.pause(1 + n * 10 / 3) as pause,
    case when n <= ${requests} * 0.98 then 'FULFILLED' else 'AWAITING_APPROVAL' end as state
  from generate_series(1::bigint, ${requests}) n) as q
join bench_person requester on requester.nr = q.n * 7919 % ${people}
join bench_person approver on approver.nr = (q.n * 7919 + 1) % ${people};

insert into service_request_step (request_id, number, name, done_at, done_by, done_by_name)
select q.id, s.number, s.name, case when q.state = 'FULFILLED' then q.changed_at end, q.decided_by,
  q.decided_by_name
from service_request q
cross join (values (1, 'Order the laptop'), (2, 'Set it up'), (3, 'Hand it over'))
  as s (number, name);

insert into record_entry (id, subject_kind, subject_id, subject_name, happened_at, recorded_at,
  actor_id, actor_name, place, verb, before, after, visibility, correlation_id)
overriding system value
select ${entries} + ${incidents}::bigint * 9 + (q.id - 1) * 3 + s.k, 'REQ', q.id, '',
  q.opened_at + (s.k - 1) * (q.changed_at - q.opened_at) / 2,
  q.opened_at + (s.k - 1) * (q.changed_at - q.opened_at) / 2,
  coalesce(case when s.k = 3 then q.decided_by end, q.requester_id),
  coalesce(case when s.k = 3 then q.decided_by_name end, q.requester_name), 'bench',
  case when s.k < 3 then s.verb when q.state = 'FULFILLED' then 'FULFIL' else 'SAY' end,
  case s.k when 1 then '{}' when 2 then '{"state": "SUBMITTED"}'
    else '{"state": "AWAITING_APPROVAL"}' end::jsonb,
  jsonb_build_object('state',
    case s.k when 1 then 'SUBMITTED' when 2 then 'AWAITING_APPROVAL' else q.state end),
  'PUBLIC', 'bench'
from service_request q cross join (values (1, 'SUBMIT'), (2, 'ROUTE'), (3, '')) as s (k, verb);

-- Outages, with what is on record of them and the incidents that are part of them.
insert into outage (id, service, severity, stage, text, started_at, acknowledged_at, resolved_at,
  cause, declared_by, declared_by_name, resolved_by_name, incidents)
overriding system value
select o.n, service.name, case when o.n % 3 = 0 then 'DOWN' else 'DEGRADED' end, 'RESOLVED',
  'Many cannot work, ' || pg_temp.said(o.n, 1), o.opened, o.opened + o.pause / 20,
  o.opened + o.pause, pg_temp.said(o.n, 2), agent.id, agent.name, agent.name, 2
from (
  select n, pg_temp.opened(n * 50 - 49) as opened, pg_temp.pause(n * 50 - 49) as pause
  from generate_series(1::bigint, ${outages}) n) as o
join bench_service service on service.nr = o.n % (select count(*) from bench_service)
join bench_person agent on agent.nr = o.n * 31 % ${agents};

insert into outage_incident (outage_id, incident_id, person_id, attached_at)
select (id + 49) / 50, id, requester_id, opened_at from incident where id % 25 = 0;

insert into record_entry (id, subject_kind, subject_id, subject_name, happened_at, recorded_at,
  actor_id, actor_name, place, verb, before, after, visibility, correlation_id)
overriding system value
select ${entries} + ${incidents}::bigint * 9 + ${requests}::bigint * 3 + (o.id - 1) * 5 + s.k, 'OUT',
  o.id, '', o.started_at + (s.k - 1) * (o.resolved_at - o.started_at) / 4,
  o.started_at + (s.k - 1) * (o.resolved_at - o.started_at) / 4, o.declared_by,
  o.declared_by_name, 'bench', s.verb,
  case when s.k = 1 then '{}' else jsonb_build_object('stage', s.before) end,
  jsonb_build_object('stage', s.after)
    || case when s.k = 1 then jsonb_build_object('severity', o.severity) else '{}' end,
  'PUBLIC', 'bench'
from outage o
cross join (values (1, 'DECLARE', null, 'INVESTIGATING'),
  (2, 'ATTACH', 'INVESTIGATING', 'INVESTIGATING'), (3, 'ATTACH', 'INVESTIGATING', 'INVESTIGATING'),
  (4, 'UPDATE', 'INVESTIGATING', 'IDENTIFIED'), (5, 'RESOLVE', 'IDENTIFIED', 'RESOLVED'))
  as s (k, verb, before, after);

insert into record_words (entry_id, words)
select ${entries} + ${incidents}::bigint * 9 + ${requests}::bigint * 3 + (o.id - 1) * 5 + k,
  case k when 1 then o.text when 4 then pg_temp.said(o.id, 4) else o.cause end
from outage o cross join (values (1), (4), (5)) as s (k);

-- Their words in the search.
insert into search_entry (kind, ticket_id, requester_id, reporter_id, opened_at, version,
  public_words, internal_words)
select 'INC', id, requester_id, reporter_id, opened_at, ${words},
  setweight(to_tsvector('simple', title), 'A')
    || format('''inc-%1$s'':1C %1$s:1C', id)::tsvector
    || setweight(to_tsvector('simple', coalesce(service, '')), 'C')
    || setweight(to_tsvector('simple', description), 'B')
    || to_tsvector('simple', pg_temp.said(id, 3) || ' ' || pg_temp.said(id, 5)
      || ' ' || coalesce(resolution, '')),
  to_tsvector('simple', pg_temp.said(id, 4))
from incident;

insert into search_entry (kind, ticket_id, requester_id, reporter_id, opened_at, version,
  public_words, internal_words)
select 'REQ', id, requester_id, requester_id, opened_at, ${words},
  setweight(to_tsvector('simple', item_name), 'A')
    || format('''req-%1$s'':1C %1$s:1C', id)::tsvector
    || setweight(to_tsvector('simple', 'light ' || pg_temp.said(id, 2)), 'B'),
  ''
from service_request;

insert into search_entry (kind, ticket_id, requester_id, reporter_id, opened_at, version,
  public_words, internal_words)
select 'OUT', id, null, null, started_at, ${words},
  setweight(to_tsvector('simple', service), 'A')
    || format('''out-%1$s'':1C %1$s:1C', id)::tsvector
    || setweight(to_tsvector('simple', text || ' ' || cause), 'B'),
  ''
from outage;

-- Counting goes on above what was made.
select setval(pg_get_serial_sequence('incident', 'id'), (select max(id) from incident)),
  setval(pg_get_serial_sequence('service_request', 'id'), (select max(id) from service_request)),
  setval(pg_get_serial_sequence('outage', 'id'), (select max(id) from outage)),
  setval(pg_get_serial_sequence('record_entry', 'id'), (select max(id) from record_entry))
