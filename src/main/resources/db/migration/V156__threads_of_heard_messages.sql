-- In which thread of its channel a message was heard, empty in none: one ticket can be talked about
-- in several. Null for what was heard before that was kept.
alter table heard_message add column thread text;
