alter table room.nothing add column name text;
