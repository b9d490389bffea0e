-- A large desk was given the phases of all its incidents a moment ago. Until the database has looked
-- at them by itself, which can take minutes, it would read all of them for each change.
analyze incident_phase;

-- And whatever it thinks of them, it finds those of some incidents by their indexes.
alter procedure refresh_incident_phases(bigint[]) set enable_hashjoin = off;
alter procedure refresh_incident_phases(bigint[]) set enable_mergejoin = off;
alter procedure refresh_incident_phases(bigint[]) set jit = off;
