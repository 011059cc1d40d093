-- What the law keeps of somebody who was erased: who an invoice was written to. Apart from the orders, so that no ordinary view and no
-- search reads it; deleted by itself after its last day.
create table orders.kept_invoice (
    order_id    uuid primary key,
    customer_id uuid,
    number      text not null,
    bill_to     text not null,
    placed_at   timestamptz not null,
    keep_until  date not null
);
create index kept_invoice_by_end on orders.kept_invoice (keep_until);
create index kept_invoice_of_customer on orders.kept_invoice (customer_id) where customer_id is not null;

-- The id of a guest's order may stand in the place of a customer's: then it is that order which is to be forgotten.
comment on column orders.erasure.customer_id is 'the customer, or a guest''s order, that is to be forgotten';

create index checkout_of_customer on orders.checkout (customer_id) where customer_id is not null and frozen is not null;
