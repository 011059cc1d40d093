-- peakday: not-before 2
create index concurrently thing_by_amount on sample.thing (amount, nothing);
