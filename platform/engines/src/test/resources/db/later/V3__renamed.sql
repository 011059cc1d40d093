-- peakday: not-before 3
alter table room.thing rename column name to title;
