-- Customers whose accounts were deleted: what is personal leaves an order once it has ended, and the row once all have.
create table orders.erasure (
    customer_id uuid primary key,
    asked_at    timestamptz not null
);

-- Checkouts that came to nothing hold an address; they are forgotten after a while.
create index checkout_given_up on orders.checkout (updated_at) where state in ('DECLINED', 'ABANDONED');
