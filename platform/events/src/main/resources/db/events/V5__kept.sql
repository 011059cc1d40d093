set lock_timeout = '10s';

-- Who may do what only one may do at a time, until when by this server's clock. The token grows with every change of hands, and
-- whoever acts on a lease names it in the statement that acts.
create table events.lease (
    name       text        primary key,
    holder     text        not null,
    token      bigint      not null,
    expires_at timestamptz not null
) with (fillfactor = 50);

-- One lease for each logical shard of the outbox (64 to 127), and one for all the numbers of the version before (0 to 63).
insert into events.lease (name, holder, token, expires_at)
select 'relay.' || shard, '', 0, '-infinity'::timestamptz from generate_series(64, 127) as shard
union all select 'relay.old', '', 0, '-infinity';

-- When the event was first sent, if a replay has put it back here: it is kept no longer for that.
alter table events.outbox add column sent_at timestamptz;

-- Facts that Kafka has acknowledged, by day, with the place where they stand there.
create table events.sent (
    shard       smallint    not null,
    id          bigint      not null,
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
    topic_id    uuid        not null,
    partition   int         not null,
    record      bigint      not null,
    sent_at     timestamptz not null
) partition by range (sent_at);

-- How far Kafka had each partition when it last acknowledged: a broker that has less, or another topic, has lost something.
create table events.topic_end (
    topic       text        not null,
    partition   int         not null,
    topic_id    uuid        not null,
    next_record bigint      not null,
    recorded_at timestamptz not null,
    primary key (topic, partition)
) with (fillfactor = 50);

-- Replays asked for, one row for each shard; whoever relays the shard takes the row and puts the events back into the outbox.
create table events.replay (
    id           uuid        not null,
    shard        smallint    not null,
    topic        text,
    since        timestamptz,
    topic_id     uuid,
    partition    int,
    from_record  bigint,
    reason       text        not null,
    requested_at timestamptz not null,
    primary key (id, shard)
);

-- How far each subscription has come, in case Kafka forgets. Only a hint where to begin: what counts is the inbox.
create table events.consumer_position (
    consumer    text        not null,
    topic       text        not null,
    partition   int         not null,
    topic_id    uuid        not null,
    next_record bigint      not null,
    recorded_at timestamptz not null,
    primary key (consumer, topic, partition)
) with (fillfactor = 50);

-- The least UUID version 7 that can be made at a time.
create function events.uuid_at(at timestamptz) returns uuid language sql immutable strict
    as $$ select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid $$;

-- The inbox by the day its events were made. What was there before stays, as the oldest part.
alter table events.inbox rename to inbox_before;
alter index events.inbox_pkey rename to inbox_before_pkey;
drop index events.inbox_by_age;
create table events.inbox (
    consumer   text        not null,
    event_id   uuid        not null,
    handled_at timestamptz not null,
    primary key (consumer, event_id)
) partition by range (event_id);

-- Events whose id no part of the inbox covers: they are never handled, only set aside as dead letters, once.
create table events.inbox_outside (
    consumer   text        not null,
    event_id   uuid        not null,
    handled_at timestamptz not null,
    primary key (consumer, event_id)
);

-- Makes the days that are missing up to so many from today (UTC), each with its part of the inbox and of what was sent.
create function events.add_days(ahead int) returns void language plpgsql as $$
declare
    parent text;
    day    date;
begin
    foreach parent in array array['inbox', 'sent'] loop
        select coalesce(max(right(relname, 8)::date) + 1, (now() at time zone 'UTC')::date) into day
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'events' and c.relkind = 'r' and c.relname ~ ('^' || parent || '_\d{8}$');
        while day <= (now() at time zone 'UTC')::date + ahead loop
            if parent = 'inbox' then
                execute format('create table events.inbox_%s partition of events.inbox for values from (%L) to (%L)',
                    to_char(day, 'YYYYMMDD'), events.uuid_at(day::timestamp at time zone 'UTC'),
                    events.uuid_at((day + 1)::timestamp at time zone 'UTC'));
            else
                execute format('create table events.sent_%s partition of events.sent for values from (%L) to (%L)',
                    to_char(day, 'YYYYMMDD'), day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
            end if;
            day := day + 1;
        end loop;
    end loop;
end $$;

-- The rows of before end with the day after tomorrow, because another version may still be writing; the days follow on.
do $$
declare
    tomorrow date := (now() at time zone 'UTC')::date + 1;
    bound uuid := events.uuid_at((tomorrow + 1)::timestamp at time zone 'UTC');
begin
    insert into events.inbox_outside select * from events.inbox_before where event_id >= bound;
    delete from events.inbox_before where event_id >= bound;
    execute format('alter table events.inbox attach partition events.inbox_before for values from (minvalue) to (%L)', bound);
    execute format('create table events.inbox_%s partition of events.inbox for values from (%L) to (%L)',
        to_char(tomorrow + 1, 'YYYYMMDD'), bound, events.uuid_at((tomorrow + 2)::timestamp at time zone 'UTC'));
end $$;
select events.add_days(7);

-- The version before forgets by the rows' place in the table, which no longer names one row only; so it must not.
create function events.inbox_is_dropped_by_day() returns trigger language plpgsql as $$
begin
    raise exception 'the inbox forgets by dropping days, not by deleting rows';
end $$;
create trigger inbox_is_dropped_by_day before delete on events.inbox
    for each statement execute function events.inbox_is_dropped_by_day();
