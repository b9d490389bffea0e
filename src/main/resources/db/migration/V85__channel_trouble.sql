-- Conversations whose trouble the admins have been told of; gone when a message gets through again.
create table channel_trouble (
  conversation text primary key,
  told_at      timestamptz not null
);
