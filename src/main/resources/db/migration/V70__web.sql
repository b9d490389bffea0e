-- The browser chat: what people and the desk said there.

-- A room's count of changes. Its row is locked from a change until its commit, so that changes
-- become visible in the order of their numbers and a reader who asks for "after n" misses none.
create table web_room (
  id text primary key,
  changes bigint not null
);

create table web_message (
  id bigint generated always as identity primary key,
  room text not null references web_room (id),
  thread bigint references web_message (id),
  author text,
  only_for text,
  event text not null unique,
  kind text not null check (kind in ('said', 'pressed', 'sent', 'answer')),
  words text,
  reply jsonb,
  picture bytea,
  used boolean not null default false,
  posted_at timestamptz not null,
  edited_at timestamptz,
  change bigint not null,
  check ((kind = 'answer') = (reply is not null)),
  check ((kind = 'answer') = (words is null))
);

create index web_message_page on web_message (room, id) where thread is null;
create index web_message_thread on web_message (thread, id) where thread is not null;
create index web_message_change on web_message (room, change);
