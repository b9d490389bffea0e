-- What was said of an incident stands on its record; the search keeps its own words. These two were
-- filled by an earlier version alone, and every card would read them.
alter table incident drop column said, drop column noted;
