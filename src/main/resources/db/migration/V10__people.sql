-- Who someone is on each platform, their roles, and what was refused to them.

-- Used by every table that is a record of what happened.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the rows of % are a record and are never changed', tg_table_name
    using errcode = 'restrict_violation';
end
$$;

create table person (
  id         bigint generated always as identity primary key,
  name       text not null check (char_length(name) between 1 and 100),
  created_at timestamptz not null default now()
);
create index person_name on person (lower(name) text_pattern_ops);

create table identity (
  platform  text not null check (char_length(platform) between 1 and 40),
  user_id   text not null check (char_length(user_id) between 1 and 200),
  handle    text not null check (char_length(handle) between 1 and 100),
  person_id bigint not null references person,
  met_at    timestamptz not null default now(),
  primary key (platform, user_id)
);
create index identity_person on identity (person_id);
create index identity_handle on identity (lower(handle) text_pattern_ops);
create index identity_user on identity (lower(user_id));

create table person_role (
  person_id bigint not null references person,
  role      text not null check (role in ('EMPLOYEE', 'AGENT', 'MANAGER', 'ADMIN')),
  primary key (person_id, role)
);
create index person_role_by_role on person_role (role, person_id);

-- People whom the desk knows only by the name that an imported log gives them.
create table imported_person (
  source    text not null,
  name      text not null,
  person_id bigint not null references person,
  primary key (source, name)
);

create table role_change (
  id             bigint generated always as identity primary key,
  at             timestamptz not null,
  person_id      bigint not null references person,
  before         text[] not null,
  after          text[] not null,
  actor_id       bigint not null references person,
  actor_name     text not null,
  place          text not null,
  correlation_id text not null
);
create index role_change_person on role_change (person_id, id);

create table refusal (
  id             bigint generated always as identity primary key,
  at             timestamptz not null,
  person_id      bigint not null references person,
  who            text not null,
  place          text not null,
  command        text not null,
  subject        text not null,
  why            text not null,
  correlation_id text not null
);
create index refusal_subject on refusal (subject, id desc);

create trigger role_change_is_a_record before update or delete or truncate on role_change
  for each statement execute function refuse_change();
create trigger refusal_is_a_record before update or delete or truncate on refusal
  for each statement execute function refuse_change();
