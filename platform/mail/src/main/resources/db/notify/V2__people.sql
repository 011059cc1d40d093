-- Whose mail it is, so that it can be forgotten with its customer. Null: a guest's, until the guest proves to be a customer.
alter table notify.outgoing add column customer_id uuid;
create index outgoing_of_customer on notify.outgoing (customer_id) where customer_id is not null;
create index outgoing_of_guest on notify.outgoing (lower(recipient)) where customer_id is null;

-- Customers whose accounts were deleted: mails that are still to come, about orders under way, are forgotten once they are sent.
create table notify.forgotten (
    customer_id uuid        primary key,
    asked_at    timestamptz not null
);
