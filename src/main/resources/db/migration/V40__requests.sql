-- What people ask for from the catalog, and what became of it.

create function requests_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is a record: its rows are never altered', tg_table_name
    using errcode = 'integrity_constraint_violation';
end
$$;

create table service_request (
  id               bigint generated always as identity primary key,
  version          integer not null default 0,
  item_id          text not null,
  item_name        text not null,
  state            text not null check (state in ('SUBMITTED', 'AWAITING_APPROVAL', 'APPROVED',
                     'IN_FULFILMENT', 'FULFILLED', 'REJECTED', 'CANCELLED')),
  -- an object from label to value; json, not jsonb, since it keeps the order of the item's fields
  fields           json not null,
  requester_id     bigint not null references person (id),
  requester_name   text not null,
  origin           text not null,
  team             text,
  approver_role    text,
  decided_by       bigint references person (id),
  decided_by_name  text,
  decision_comment text,
  opened_at        timestamptz not null,
  changed_at       timestamptz not null,
  search           tsvector generated always as (
                     setweight(to_tsvector('english', item_name), 'A')
                     || setweight(json_to_tsvector('english', fields, '["string"]'), 'B')) stored,
  check ((decided_by is null) = (decided_by_name is null)),
  -- nobody decides on their own request
  check (decided_by <> requester_id)
);

create index service_request_open_of on service_request (requester_id, id)
  where state in ('SUBMITTED', 'AWAITING_APPROVAL', 'APPROVED', 'IN_FULFILMENT');

create index service_request_of on service_request (requester_id, id);

create index service_request_search on service_request using gin (search);

-- The item's steps as they were when it was asked for: a later catalog does not change them.
create table service_request_step (
  request_id   bigint not null references service_request (id),
  number       integer not null check (number >= 1),
  name         text not null,
  done_at      timestamptz,
  done_by      bigint references person (id),
  done_by_name text,
  note         text,
  primary key (request_id, number),
  check ((done_at is null) = (done_by is null))
);

create table service_request_history (
  id             bigint generated always as identity primary key,
  request_id     bigint not null references service_request (id),
  requester_id   bigint not null references person (id),
  at             timestamptz not null,
  actor_id       bigint not null references person (id),
  actor_name     text not null,
  verb           text not null,
  text           text not null,
  before         text not null,
  after          text not null,
  place          text not null,
  correlation_id text not null,
  search         tsvector generated always as (to_tsvector('english', text)) stored
);

create index service_request_history_of on service_request_history (request_id, id);

-- one person's search looks at their own conversations alone
create index service_request_history_of_requester
  on service_request_history (requester_id, id);

create index service_request_history_search on service_request_history using gin (search);

create trigger service_request_history_is_a_record
  before update or delete on service_request_history
  for each row execute function requests_refuse_change();
