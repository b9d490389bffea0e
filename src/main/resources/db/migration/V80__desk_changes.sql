-- Changes that concern no ticket: channels, undelivered messages, roles, services, subscriptions.

create table desk_change (
  id             bigint generated always as identity primary key,
  at             timestamptz not null,
  person_id      bigint not null references person,
  who            text not null,
  place          text not null,
  what           text not null,
  before         text not null,
  after          text not null,
  correlation_id text not null
);
create index desk_change_latest on desk_change (at desc, id desc);

create trigger desk_change_is_a_record before update or delete or truncate on desk_change
  for each statement execute function refuse_change();

-- what was refused and concerned no ticket is read together with these
create index refusal_latest on refusal (at desc, id desc) where subject = '';

-- What was on record elsewhere before there was one record to read.
insert into desk_change (at, person_id, who, place, what, before, after, correlation_id)
select at, actor_id, actor_name, place, what, before, after, correlation_id
from (
  select r.id, r.at, r.actor_id, r.actor_name, r.place, 'role ' || p.name as what,
    lower(array_to_string(r.before, ', ')) as before,
    lower(array_to_string(r.after, ', ')) as after, r.correlation_id
  from role_change r join person p on p.id = r.person_id
  union all
  select id, at, actor_id, actor_name, place, 'service add ' || service, '', '', correlation_id
  from service_change
) earlier
order by at, id;
