-- Somebody's latest open incidents, with which each report of theirs is compared: without going
-- through all of them.
create index incident_open_of on incident (requester_id, opened_at desc, id desc)
  where ended_at is null;
