-- A link to a former address takes an account back; a forgotten password of staff is reset by mail.
alter table identity.mail_token drop constraint mail_token_purpose_check;
alter table identity.mail_token add constraint mail_token_purpose_check
    check (purpose in ('verify', 'change', 'reset', 'undo', 'staff_reset'));

-- Who has just given an address up may take it back, so nobody else may register it meanwhile.
create table identity.held_address (
    email_key   text        not null,
    customer_id uuid        not null references identity.customer,
    until       timestamptz not null,
    primary key (email_key, customer_id)
);
create index held_address_by_customer on identity.held_address (customer_id);
create index held_address_by_end on identity.held_address (until);
