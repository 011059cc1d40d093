-- One of each kind of thing that has an owner.
create table sample.thing (id bigint generated always as identity primary key, name text not null);
create table sample.counted (id bigserial primary key);
create sequence sample.apart;
create type sample.colour as enum ('red', 'blue');
create type sample.pair as (a int, b int);
create domain sample.short as text check (length(value) < 10);
create view sample.names as select name from sample.thing;
create materialized view sample.kept as select name from sample.thing;
create unlogged table sample.quick (id int primary key);

create table sample.diary (id bigint generated always as identity primary key, text text not null);
create table sample.head (id int primary key, text text not null);
insert into sample.head values (1, '');

create table sample.part (id int primary key) partition by range (id);
create table sample.part_low partition of sample.part for values from (0) to (10);
create table sample.part_high partition of sample.part for values from (10) to (20);

create function sample.twice(n int) returns int language sql immutable as 'select 2 * n';
create function sample.keep() returns trigger language plpgsql as $$ begin raise exception 'kept'; end $$;
create trigger keep before update or delete on sample.diary for each row execute function sample.keep();
