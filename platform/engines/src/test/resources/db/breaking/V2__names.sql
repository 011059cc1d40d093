alter table room.thing add column name text;
