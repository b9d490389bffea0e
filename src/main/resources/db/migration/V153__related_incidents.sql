-- Incidents that have to do with each other; each has the others' ids.
alter table incident add column related bigint[] not null default '{}';
