-- An item sold at a price of its own, from a quantity set aside, between two moments.
create table sale.sale (
    id           uuid        primary key,
    name         text        not null,
    variant_id   uuid        not null,
    price_minor  bigint      not null check (price_minor >= 0),
    currency     text        not null,
    set_aside    int         not null check (set_aside > 0),
    per_customer int         not null check (per_customer > 0),
    hold_seconds int         not null check (hold_seconds > 0),
    opens_at     timestamptz not null,
    closes_at    timestamptz not null check (closes_at > opens_at),
    paused       boolean     not null default false,
    stopped_at   timestamptz,
    version      bigint      not null default 1
);
create index sale_by_opening on sale.sale (opens_at desc, id desc);

-- What is left, in one row: whoever changes it waits for its lock, which a group of claims takes once. Kept apart from the
-- sale and with room beside it, so that a change stays on its page and touches no index.
create table sale.counter (
    sale_id   uuid primary key references sale.sale,
    available int  not null check (available >= 0),
    held      int  not null check (held >= 0),
    sold      int  not null check (sold >= 0),
    granted   bigint not null default 0 -- claims ever granted: tells that nothing was granted between two looks
) with (fillfactor = 10);

-- Every claim that was granted: the ledger from which the counter can be recomputed. A customer whose hold ran out may claim
-- again: that is the next turn. Never deleted, and ended once. Without a foreign key: a claim is only made under the lock of
-- its sale's counter, and a check of it for each row would cost as much as the row.
create table sale.claim (
    sale_id     uuid        not null,
    customer_id uuid        not null,
    turn        int         not null,
    quantity    int         not null check (quantity > 0),
    state       text        not null default 'HELD' check (state in ('HELD', 'SOLD', 'LAPSED')),
    claimed_at  timestamptz not null,
    hold_until  timestamptz not null,
    order_id    uuid,
    primary key (sale_id, customer_id, turn)
);
create index claim_by_hold on sale.claim (hold_until) where state = 'HELD';
