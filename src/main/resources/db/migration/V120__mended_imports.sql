-- An import can bring a change of an imported incident that happened before others that are on record
-- already: a row that was refused once and mended, or one that an earlier export left out. What
-- followed it is then recorded anew, from it on. What was on record before is kept here as it was.
create table incident_history_replaced (
  id          bigint      not null,
  incident_id bigint      not null references incident,
  replaced_at timestamptz not null default now(),
  entry       jsonb       not null
);
create index incident_history_replaced_of on incident_history_replaced (incident_id, id);
create trigger incident_history_replaced_is_a_record before update or delete
  on incident_history_replaced for each statement execute function refuse_change();

-- Nothing else leaves the record: not a change, and not what happened at the desk alone.
create function keep_replaced_history() returns trigger language plpgsql as $$
begin
  if not exists (select from incident where id = old.incident_id and source is not null) then
    raise exception 'the rows of % are a record and are never changed', tg_table_name
      using errcode = 'restrict_violation';
  end if;
  insert into incident_history_replaced (id, incident_id, entry)
  values (old.id, old.incident_id, to_jsonb(old));
  return old;
end
$$;

drop trigger incident_history_is_a_record on incident_history;
create trigger incident_history_is_a_record before update on incident_history
  for each statement execute function refuse_change();
create trigger incident_history_is_kept before delete on incident_history
  for each row execute function keep_replaced_history();
