-- One of each kind of thing that has an owner.
create table room.thing (id bigint generated always as identity primary key, name text not null);
create table room.counted (id bigserial primary key);
create sequence room.apart;
create type room.colour as enum ('red', 'blue');
create type room.pair as (a int, b int);
create domain room.short as text check (length(value) < 10);
create view room.names as select name from room.thing;
create materialized view room.kept as select name from room.thing;
create unlogged table room.quick (id int primary key);

create table room.diary (id bigint generated always as identity primary key, text text not null);
create table room.head (id int primary key, text text not null);
insert into room.head values (1, '');

create table room.part (id int primary key) partition by range (id);
create table room.part_low partition of room.part for values from (0) to (10);
create table room.part_high partition of room.part for values from (10) to (20);

create function room.twice(n int) returns int language sql immutable as 'select 2 * n';
create function room.keep() returns trigger language plpgsql as $$ begin raise exception 'kept'; end $$;
create trigger keep before update or delete on room.diary for each row execute function room.keep();
