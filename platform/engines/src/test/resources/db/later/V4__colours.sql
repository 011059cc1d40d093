alter table room.thing add column colour text;
