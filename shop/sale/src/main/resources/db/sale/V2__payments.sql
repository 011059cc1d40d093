-- A claim whose checkout is under way does not lapse before that has had its time.
alter table sale.claim
    add column checkout_id uuid,
    add column pay_until   timestamptz;
create index claim_by_checkout on sale.claim (checkout_id) where checkout_id is not null and state = 'HELD';

-- What nobody bought goes back to the stock once, when the sale is over and nothing is held any more.
alter table sale.counter add column returned int not null default 0 check (returned >= 0);
alter table sale.sale add column settled_at timestamptz;
create index sale_to_settle on sale.sale (closes_at) where settled_at is null;
