-- A checkout: frozen when the goods are reserved, ended when it is an order or given up. Its id is also the id of its
-- reservation, its payment and its order, so that each of them can be found again from any of them.
create table orders.checkout (
    id            uuid primary key,
    cart_id       uuid        not null,
    customer_id   uuid,
    email         text        not null,
    state         text        not null,
    -- Null once it is an order, which then holds all of it.
    frozen        text,
    challenge_url text,
    decline       text,
    attempts      int         not null default 0,
    deadline      timestamptz not null,
    due_at        timestamptz,
    created_at    timestamptz not null,
    updated_at    timestamptz not null
) with (fillfactor = 80);

-- What a sweep may have to pick up; a checkout that has ended is not in it.
create index checkout_due on orders.checkout (due_at) where due_at is not null;

create table orders.orders (
    id           uuid primary key,
    number       text        not null unique,
    -- One order per cart, for ever. Null for imported history.
    cart_id      uuid unique,
    customer_id  uuid,
    email        text        not null,
    email_key    text        not null,
    state        text        not null,
    currency     text        not null,
    goods        bigint      not null check (goods >= 0),
    shipping     bigint      not null check (shipping >= 0),
    tax          bigint      not null check (tax >= 0),
    total        bigint      not null check (total = goods + shipping),
    refunded     bigint      not null default 0 check (refunded between 0 and total),
    items        int         not null,
    name         text        not null,
    country      text        not null,
    document     text        not null,
    payment_id   uuid,
    tracking     text,
    placed_at    timestamptz not null,
    delivered_at timestamptz,
    updated_at   timestamptz not null,
    version      bigint      not null default 1
) with (fillfactor = 80);

create index orders_by_time on orders.orders (placed_at, id);
create index orders_of_customer on orders.orders (customer_id, placed_at, id) where customer_id is not null;
create index orders_of_email on orders.orders (email_key text_pattern_ops);
create index orders_by_state on orders.orders (state, placed_at, id);

-- Written only together with their order, in one statement a batch; no foreign key to check for each of them again.
create table orders.line (
    order_id    uuid   not null,
    position    int    not null,
    variant_id  uuid   not null,
    product_id  uuid   not null,
    seller_id   uuid   not null,
    seller_name text   not null,
    sku         text   not null,
    title       text   not null,
    slug        text   not null,
    options     text   not null,
    picture_url text,
    quantity    int    not null check (quantity > 0),
    unit        bigint not null,
    total       bigint not null,
    tax_rate    int    not null,
    tax         bigint not null,
    returned    int    not null default 0 check (returned between 0 and quantity),
    refunded    bigint not null default 0 check (refunded between 0 and total),
    primary key (order_id, position)
);

create table orders.timeline (
    id         bigint generated always as identity primary key,
    order_id   uuid        not null,
    at         timestamptz not null,
    kind       text        not null,
    from_state text,
    to_state   text,
    actor      text        not null,
    detail     text        not null,
    internal   boolean     not null default false
);

create index timeline_order on orders.timeline (order_id, at, id);

create table orders.return (
    id           uuid primary key,
    order_id     uuid        not null references orders.orders (id),
    state        text        not null check (state in ('REQUESTED', 'RECEIVED', 'REJECTED')),
    lines        text        not null,
    reason       text        not null,
    currency     text        not null,
    value        bigint      not null,
    requested_at timestamptz not null,
    received_at  timestamptz
);

create index return_order on orders.return (order_id);

-- A refund is written down before the provider is asked; while it is pending its amount counts as given back.
create table orders.refund (
    id         uuid primary key,
    order_id   uuid        not null references orders.orders (id),
    amount     bigint      not null check (amount > 0),
    lines      text        not null,
    reason     text        not null,
    actor      text        not null,
    state      text        not null check (state in ('PENDING', 'DONE', 'REFUSED')),
    due_at     timestamptz,
    created_at timestamptz not null
);

create index refund_order on orders.refund (order_id);
create index refund_due on orders.refund (due_at) where due_at is not null;

-- Look-ups by people who are not signed in, counted in windows of ten minutes.
create table orders.look_up (
    caller       text        not null,
    window_start timestamptz not null,
    count        int         not null,
    primary key (caller, window_start)
);
