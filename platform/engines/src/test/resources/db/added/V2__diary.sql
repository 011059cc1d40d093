create table sample.diary (id bigint generated always as identity primary key, text text not null);
