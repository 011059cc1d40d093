alter table room.thing add column weight int;
