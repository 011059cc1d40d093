create table sample.thing (id int primary key, amount int not null default 0 check (amount >= 0));
