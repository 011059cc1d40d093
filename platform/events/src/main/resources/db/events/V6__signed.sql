set lock_timeout = '10s';

-- The MAC that the node which appended the event gave it; null from before events were signed.
alter table events.outbox add column signature text;
alter table events.sent add column signature text;
alter table events.dead_letter add column signature text;

-- The id that a refused record bears. It is anybody's, so event_id then names the record's place instead. Null: not refused.
alter table events.dead_letter add column claimed_id uuid;
create index dead_letter_refused on events.dead_letter (consumer) where claimed_id is not null;

-- Which keys sign, the newest last; the keys themselves are not here. Forgotten: what it signed is refused.
create table events.signing_key (
    id           text        primary key,
    position     bigint      not null generated always as identity (cache 1),
    fingerprint  bytea       not null,
    signed_from  timestamptz not null,
    forgotten_at timestamptz
);

-- Until when unsigned events are accepted: a store that had events before has a while for them, a fresh one has none. The first
-- node that signs decides how long, and signs the row; ends: how far Kafka had each partition when the time was over.
create table events.cut_over (
    one            boolean     primary key default true check (one),
    upgraded_at    timestamptz,
    unsigned_until timestamptz,
    closed_at      timestamptz,
    ends           text        not null default '',
    signature      text
);
insert into events.cut_over (upgraded_at)
select case when exists (select from events.outbox) or exists (select from events.sent) or exists (select from events.topic_end)
                 or exists (select from events.inbox) or exists (select from events.dead_letter) then now() end;
