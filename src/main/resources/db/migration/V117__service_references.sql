-- A service keeps its past when it is renamed. An incident keeps the name that its service had when
-- it was reported; this table says which service that is today, so that renaming one touches no
-- incident. A name that once was another service's gets a number here.

create table service_reference (
  id        bigint generated always as identity primary key,
  reference text not null unique,
  service   text not null references service (name) on update cascade
);
create unique index service_reference_lower on service_reference (lower(reference));
create index service_reference_of on service_reference (service, id);

insert into service_reference (reference, service) select name, name from service order by name;

-- what a start of the desk changes, such as services by their file, nobody did in chat
alter table desk_change alter column person_id drop not null;
