-- peakday: not-before 2
alter table sample.nothing add column name text;
