-- As whom a card was shown last, and whether it says that the work is over; null if that is not known.
alter table posted_card
  add column shown_as text,
  add column ended boolean;
