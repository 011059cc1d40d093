-- Nothing has written amounts since version 2.
-- peakday: not-before 2
alter table sample.thing drop column amount;
