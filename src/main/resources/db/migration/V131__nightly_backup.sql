-- What became of the backups that the desk makes by itself.
create table nightly_backup (
  id       bigint generated always as identity primary key,
  begun_at timestamptz not null,
  ended_at timestamptz not null,
  file     text        not null,
  bytes    bigint,
  -- why there is none; null if there is one
  failure  text,
  check ((bytes is null) = (failure is not null))
);
create index nightly_backup_latest on nightly_backup (ended_at desc) where failure is null;
