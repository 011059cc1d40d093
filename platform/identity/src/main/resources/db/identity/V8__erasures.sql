-- Whose data was erased, and when: ids only. A copy of it lies in the data folder, outside the database, so that a database that is
-- restored from a backup can be told what was erased after the backup was made.
create table identity.erasure (
    id       uuid        not null,
    kind     text        not null check (kind in ('customer', 'order')),
    asked_at timestamptz not null,
    primary key (id, kind)
);
create index erasure_by_time on identity.erasure (asked_at);
