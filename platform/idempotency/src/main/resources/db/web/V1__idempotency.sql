-- One row for each idempotency key that is in use. Neither the key nor the reply can be read from it: the row is found by a hash of
-- caller and key, and the reply is encrypted under a key derived from the idempotency key, which only the caller has.
create table web.idempotency_key (
    id           bytea       primary key,
    fingerprint  bytea       not null,
    holder       uuid        not null,
    leased_until timestamptz not null,
    created_at   timestamptz not null,
    reply        bytea
);

create index idempotency_key_created_at on web.idempotency_key (created_at);
