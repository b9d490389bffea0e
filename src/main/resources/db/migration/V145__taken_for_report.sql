-- When, and by whom, the change was made elsewhere that was taken for the report. What is imported
-- later may have happened before it: then it is a change like others.
alter table incident_history
  add column updated_at    timestamptz,
  add column updated_by_id bigint references person,
  add column updated_by    text;
