create table kept.survivor (n int not null);
create table kept.acknowledged (id int primary key);
