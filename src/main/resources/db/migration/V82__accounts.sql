-- What a platform says about an account: how it belongs there, how it is reached, its groups.

-- Who was known before was taken for a member. Whoever is met from now on is one once it is said.
alter table identity
  add column standing text not null default 'MEMBER'
    check (standing in ('MEMBER', 'GUEST', 'STRANGER', 'GONE', 'UNKNOWN')),
  add column email  text check (char_length(email) between 1 and 320),
  add column zone   text check (char_length(zone) between 1 and 100),
  -- as platform:group; only those that carry a role
  add column groups text[] not null default '{}';
alter table identity alter column standing set default 'UNKNOWN';

-- few are in a group that carries a role
create index identity_groups on identity using gin (groups) where groups <> '{}';
