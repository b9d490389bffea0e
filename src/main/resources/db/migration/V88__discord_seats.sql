-- A direct conversation on Discord is named by the person everywhere.
update posted_card set channel = '@' || (address ->> 'userId')
where platform = 'discord' and address ->> 'kind' = 'person' and channel is not null;

-- In which channel a ticket was reported, for those who cannot be served in direct messages.
create table reported_in (
  subject  text primary key,
  platform text not null,
  channel  text not null
);
