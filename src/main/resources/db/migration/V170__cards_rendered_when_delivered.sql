-- Whether the card, as it was shown last, says that the work is over; null if that is not known.
alter table posted_card add column ended boolean;
