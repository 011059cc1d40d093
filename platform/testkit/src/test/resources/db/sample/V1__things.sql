create table sample.thing (id int primary key, name text not null);
