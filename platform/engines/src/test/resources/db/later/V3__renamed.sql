-- peakday: not-before 3
alter table sample.thing rename column name to title;
