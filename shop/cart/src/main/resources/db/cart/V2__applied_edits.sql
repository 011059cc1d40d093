-- Relative edits ("one more") that were done, by the idempotency key of the request; kept for some days.
create table cart.applied (
    cart_id    uuid not null references cart.cart (id) on delete cascade,
    key        uuid not null,
    variant_id uuid not null,
    quantity   int  not null,
    applied_on date not null,
    primary key (cart_id, key)
);

create index applied_by_age on cart.applied (applied_on);
