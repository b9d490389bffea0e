-- Who is sending a message, and since when; null once they have said what became of it. Nobody else
-- sends it before they must be done.
alter table outbox add column claimed_at timestamptz;
alter table outbox add column claimed_by text;
-- Whether it waits because its platform failed: it is due as soon as the platform is well again.
alter table outbox add column held_up boolean not null default false;
create index outbox_held_up on outbox (platform, id) where state = 'PENDING' and held_up;
-- What a copy of the desk has picked for itself and does not run is looked for every second.
create index scheduled_tasks_picked on scheduled_tasks (picked_by) where picked;
