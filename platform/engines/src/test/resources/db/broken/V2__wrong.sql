-- peakday: not-before 2
alter table room.nothing add column name text;
