-- Facts waiting to be relayed. A row lives from its transaction's commit until Kafka has acknowledged it.
create table events.outbox (
    shard       smallint    not null,
    id          bigint      not null generated always as identity (cache 1),
    event_id    uuid        not null,
    topic       text        not null,
    type        text        not null,
    version     int         not null,
    key         text        not null,
    occurred_at timestamptz not null,
    producer    text        not null,
    region      text        not null,
    traceparent text,
    checksum    text        not null,
    payload     text        not null,
    primary key (shard, id)
) with (
    -- A queue: nearly every row dies young, so vacuum early and without pauses.
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0,
    autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 50000
);

-- Which subscription has dealt with which event (handled it, or set it aside as a dead letter).
create table events.inbox (
    consumer   text        not null,
    event_id   uuid        not null,
    handled_at timestamptz not null,
    primary key (consumer, event_id)
);
create index inbox_by_age on events.inbox using brin (handled_at) with (pages_per_range = 16);

create table events.dead_letter (
    id          uuid        primary key,
    position    bigint      not null generated always as identity (cache 1),
    consumer    text        not null,
    event_id    uuid        not null,
    topic       text        not null,
    partition   int         not null,
    record      bigint      not null,
    type        text        not null,
    version     int         not null,
    key         text        not null,
    occurred_at timestamptz not null,
    producer    text        not null,
    region      text        not null,
    traceparent text,
    checksum    text        not null,
    payload     bytea       not null,
    error       text        not null,
    stack       text        not null,
    digest      text        not null,
    attempts    int         not null,
    state       text        not null check (state in ('DEAD', 'PARKED')),
    since       timestamptz not null,
    unique (consumer, event_id)
);
create index dead_letter_by_key on events.dead_letter (consumer, key, position);

-- What was given up, by whom it was said why. Kept, because discarding is the one way to lose an event on purpose.
create table events.discarded (
    id           uuid        primary key,
    consumer     text        not null,
    event_id     uuid        not null,
    type         text        not null,
    key          text        not null,
    payload      bytea       not null,
    reason       text        not null,
    discarded_at timestamptz not null
);
