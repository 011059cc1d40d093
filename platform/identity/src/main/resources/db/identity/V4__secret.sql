-- Keys that all nodes share, now and after a restart; the first node that needs one makes it.
create table identity.secret (
    name       text        primary key,
    key        bytea       not null check (length(key) = 32),
    created_at timestamptz not null default clock_timestamp()
);
