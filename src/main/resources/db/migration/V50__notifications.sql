-- What the desk has to say by itself, where it says it, and the scheduler that delivers it.

-- Written in the transaction of the change that it tells.
create table outbox (
  id             bigint generated always as identity primary key,
  conversation   text not null,
  platform       text not null,
  address        jsonb not null,
  kind           text not null check (kind in ('MESSAGE', 'CARD', 'UNDER_CARD')),
  subject        text,
  payload        jsonb not null,
  state          text not null default 'PENDING'
    check (state in ('PENDING', 'DELIVERED', 'UNDELIVERABLE', 'SUPERSEDED', 'DISCARDED')),
  attempts       integer not null default 0,
  not_before     timestamptz,
  reason         text,
  created_at     timestamptz not null,
  done_at        timestamptz,
  correlation_id text not null,
  check (kind = 'MESSAGE' or subject is not null)
);
create index outbox_waiting on outbox (conversation, id) where state = 'PENDING';
create index outbox_waiting_since on outbox (created_at) where state = 'PENDING';
create index outbox_dead on outbox (id) where state = 'UNDELIVERABLE';
create index outbox_card on outbox (subject, conversation, id) where kind = 'CARD';
create index outbox_done on outbox (done_at)
  where state in ('DELIVERED', 'SUPERSEDED', 'DISCARDED');

-- Where a ticket's card is, so that it can be edited; channel and message once it is delivered.
create table posted_card (
  subject      text not null,
  conversation text not null,
  platform     text not null,
  address      jsonb not null,
  channel      text,
  message      text,
  primary key (subject, conversation)
);
create index posted_card_message on posted_card (platform, channel, message);

-- Changes to the channels that the configuration names; absent means that it was taken away.
create table desk_channel (
  purpose  text not null check (purpose in ('TRIAGE', 'STATUS')),
  platform text not null,
  channel  text not null,
  present  boolean not null,
  added_at timestamptz not null default now(),
  primary key (purpose, platform, channel)
);

-- Whose incidents are part of an outage: they get its updates where they reported.
create table outage_audience (
  outage    text not null,
  person_id bigint not null references person,
  platform  text not null,
  primary key (outage, person_id)
);

-- The table that db-scheduler works with.
create table scheduled_tasks (
  task_name            text not null,
  task_instance        text not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
