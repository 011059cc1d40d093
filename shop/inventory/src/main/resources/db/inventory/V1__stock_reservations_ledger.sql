create table inventory.location (
    id         uuid primary key,
    code       text     not null unique,
    name       text     not null,
    kind       text     not null check (kind in ('WAREHOUSE', 'STORE')),
    priority   smallint not null check (priority between 0 and 1000),
    active     boolean  not null
);

-- The levels. Only the key is indexed, so that a change of the numbers is a heap-only update: a page of this table
-- leaves room for several versions of its rows.
create table inventory.stock (
    variant_id  uuid not null,
    location_id uuid not null references inventory.location (id),
    on_hand     int  not null check (on_hand >= 0),
    reserved    int  not null check (reserved >= 0),
    primary key (variant_id, location_id),
    constraint never_oversold check (reserved <= on_hand)
) with (fillfactor = 60);

create table inventory.threshold (
    variant_id uuid primary key,
    low_at     int  not null check (low_at >= 0)
);

create table inventory.reservation (
    id         uuid        primary key,
    state      text        not null check (state in ('HELD', 'CONFIRMED', 'RELEASED', 'EXPIRED')),
    created_at timestamptz not null,
    expires_at timestamptz not null
) with (fillfactor = 80);

create index reservation_due on inventory.reservation (expires_at) where state = 'HELD';

create table inventory.reservation_line (
    reservation_id uuid not null references inventory.reservation (id) on delete cascade,
    variant_id     uuid not null,
    location_id    uuid not null,
    quantity       int  not null check (quantity > 0),
    primary key (reservation_id, variant_id, location_id)
);

-- Adjustments and restocks that were done, by the id their caller made.
create table inventory.operation (
    id uuid        primary key,
    at timestamptz not null
);

-- Every movement there ever was. The levels and the reservations can be computed from it.
create table inventory.ledger (
    sequence       bigint generated always as identity primary key,
    at             timestamptz not null,
    variant_id     uuid        not null,
    location_id    uuid        not null,
    kind           text        not null
        check (kind in ('RESERVE', 'CONFIRM', 'RELEASE', 'EXPIRE', 'ADJUST', 'RESTOCK', 'COUNT')),
    on_hand_delta  int         not null,
    reserved_delta int         not null,
    reference      uuid,
    reason         text        not null,
    check (on_hand_delta <> 0 or reserved_delta <> 0)
);

create index ledger_by_variant on inventory.ledger (variant_id, sequence);

create function inventory.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the stock ledger is append-only' using errcode = 'insufficient_privilege';
end $$;

create trigger ledger_is_append_only
    before update or delete or truncate on inventory.ledger
    for each statement execute function inventory.refuse_change();
