-- When somebody first began to send a message of which nobody knows whether it is there; null for
-- one that was never begun.
alter table outbox add column tried_at timestamptz;
update outbox set tried_at = created_at
where attempts > 0 and state in ('PENDING', 'UNDELIVERABLE');
