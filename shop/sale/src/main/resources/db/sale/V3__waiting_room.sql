-- A sale may have a waiting room of the same id, which lets so many customers a second go on to claim; and who joins it may have
-- to solve a challenge first.
alter table sale.sale
    add column admissions_per_second int check (admissions_per_second > 0),
    add column challenge_bits int not null default 0 check (challenge_bits between 0 and 30);
