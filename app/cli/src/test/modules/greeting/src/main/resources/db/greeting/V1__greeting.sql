set lock_timeout = '10s';

create table greeting.greeting (
    language text primary key check (language ~ '^[a-z]{2}$'),
    words    text not null check (length(words) between 1 and 200)
);
insert into greeting.greeting (language, words) values ('en', 'Good morning'), ('de', 'Guten Morgen');
