-- The keys under which the personal fields of events are sealed: one for each subject (a customer, an order). Once a key is shredded,
-- nobody can read those fields any more, wherever a copy of the event lies. The row stays as a tombstone until no event of its time is
-- left, so that nothing is sealed for that subject again.
create table events.subject_key (
    subject     uuid primary key,
    key         bytea check (length(key) = 32),
    used_on     date not null,
    shredded_at timestamptz
);
create index subject_key_by_use on events.subject_key (used_on);
