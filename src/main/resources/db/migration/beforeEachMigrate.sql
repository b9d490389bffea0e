-- A copy of the desk that is at work would write into what is about to change, and not understand
-- what comes of it. It is seen by its sessions, under the name that the driver gives them or the one
-- that the desk gives them; those of psql and of most others have another.
do $$
declare
  others bigint := 0;
begin
  if to_regclass('incident') is null then
    return;
  end if;
  for attempt in 1..20 loop
    perform pg_stat_clear_snapshot();
    select count(*) into others from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()
      and backend_type = 'client backend'
      and (application_name = 'PostgreSQL JDBC Driver' or application_name like 'Deskhand %')
      and application_name <> current_setting('application_name');
    exit when others = 0;
    -- one that was just ended is gone in a moment
    perform pg_sleep(0.25);
  end loop;
  if others > 0 then
    raise exception
      'Another copy of the desk is at work on this database (% sessions): stop it, then start this one',
      others
      using errcode = 'object_in_use';
  end if;
end $$;

-- Where the system can, the database notices within moments that whoever migrates is gone.
do $$
begin
  set client_connection_check_interval = '2s';
exception when others then
  null;
end $$;
