alter table sample.thing add column weight int;
