-- peakday: not-before 2
create index concurrently thing_by_amount on room.thing (amount, nothing);
