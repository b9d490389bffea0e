-- While it has a row, nothing that waits in the outbox is delivered, but for what tells of that.
create table outbox_hold (
  one            boolean     primary key default true check (one),
  since          timestamptz not null,
  -- when the backup was made that was restored
  backup         timestamptz not null,
  -- that of the messages that are delivered nevertheless
  correlation_id text        not null,
  -- when the admins were told
  told_at        timestamptz
);
