create table other_sample.nothing (id int);
