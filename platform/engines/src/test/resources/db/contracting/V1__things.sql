create table sample.thing (id int primary key, amount bigint not null default 0 check (amount >= 0));
