-- A cart. What changes with every edit (version, lines) is not indexed, and touched_on changes once a day, so that an edit
-- is a heap-only update; the fill factor leaves room for it on the page.
create table cart.cart (
    id            uuid     primary key,
    customer_id   uuid,
    state         text     not null check (state in ('OPEN', 'CHECKOUT', 'COMPLETED', 'MERGED')),
    version       bigint   not null,
    lines         int      not null check (lines >= 0),
    checkout_id   uuid,
    continued_by  uuid,
    watched_until timestamptz,
    touched_on    date     not null,
    check ((state = 'CHECKOUT') = (checkout_id is not null)),
    check ((state in ('COMPLETED', 'MERGED')) = (continued_by is not null))
) with (fillfactor = 50);

create unique index one_cart_a_customer on cart.cart (customer_id)
    where customer_id is not null and state in ('OPEN', 'CHECKOUT');
create index cart_by_age on cart.cart (touched_on);

create table cart.line (
    cart_id     uuid        not null references cart.cart (id) on delete cascade,
    variant_id  uuid        not null,
    quantity    int         not null check (quantity between 1 and 100000),
    saved       boolean     not null,
    price_minor bigint      not null,
    currency    char(3)     not null,
    added_at    timestamptz not null,
    primary key (cart_id, variant_id)
) with (fillfactor = 70);

-- A cart becomes one order, and an order comes from one cart, for ever: these rows outlive the carts.
create table cart.completed (
    cart_id      uuid        primary key,
    order_id     uuid        not null unique,
    next_cart_id uuid        not null,
    completed_at timestamptz not null
);
