-- The files that were sent along with what was said about tickets. The desk keeps no file, only where
-- it is: where links expire, what is needed to ask the platform for a new one.
create table ticket_file (
  id        bigint generated always as identity primary key,
  subject   text        not null,
  -- whether only agents may have it
  internal  boolean     not null,
  name      text        not null,
  url       text        not null,
  platform  text        not null,
  -- the message that holds it, where the url expires; else null
  channel   text,
  thread    text,
  message   text,
  file      text,
  person_id bigint      not null references person (id),
  sent_by   text        not null,
  sent_at   timestamptz not null
);
create index ticket_file_subject on ticket_file (subject, id);

-- As JSON, until the words become a report.
alter table draft add column files text not null default '[]';

-- The same of the message that a form is about.
alter table discord_form add column files text not null default '[]';
