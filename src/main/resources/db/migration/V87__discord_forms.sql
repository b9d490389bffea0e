-- Forms that are in front of people on Discord, and what the desk has registered there.

-- With what was entered so far, so that neither a restart nor another copy of the desk loses it.
-- The form is JSON, as text: it may hold what PostgreSQL's own JSON does not take.
create table discord_form (
  id      text primary key,
  form    text not null,
  kept_at timestamptz not null
);
create index discord_form_kept_at on discord_form (kept_at);

-- By the bot's application and the server in which its commands are; '' for all servers.
create table discord_registration (
  application text not null,
  guild       text not null,
  wanted      text not null,
  versions    text not null,
  primary key (application, guild)
);
