-- The form in which names are compared, made by the desk: lower() knows the letters of the
-- database's locale alone. Those that are there already get it at the next start.

alter table person add column folded_name text;
alter table identity add column folded_handle text;

create index person_folded_name on person (folded_name text_pattern_ops);
create index identity_folded_handle on identity (folded_handle text_pattern_ops);
create index person_unfolded on person (name) where folded_name is null;
create index identity_unfolded on identity (handle) where folded_handle is null;

drop index person_name;
drop index identity_handle;
