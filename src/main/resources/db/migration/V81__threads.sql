-- The talk around tickets: in whose thread it takes place, and what each message became.

-- Of several tickets in one thread, the one that came there last has the talk.
alter table posted_card add column posted_at timestamptz not null default now();

-- A thread that was there before the ticket. One that hangs from a card is found by its message.
create index posted_card_thread on posted_card (conversation, posted_at desc)
  where address ->> 'kind' = 'thread';

-- What somebody wrote in a ticket's thread, so that it is known when they change or delete it.
create table heard_message (
  platform     text        not null,
  channel      text        not null,
  message      text        not null,
  subject      text        not null,
  person_id    bigint      not null references person (id),
  -- whether it was written where only agents read
  among_agents boolean     not null,
  -- whether it stayed among them
  internal     boolean     not null,
  words        text        not null,
  heard_at     timestamptz not null,
  primary key (platform, channel, message)
);
create index heard_message_heard_at on heard_message (heard_at);
