-- For which cart a guest's card token was first used, where it was made for none; pruned when the token has ended.
create table payments.card_use (
    token_hash bytea       primary key,
    cart_id    uuid        not null,
    used_at    timestamptz not null
);
create index card_use_by_age on payments.card_use (used_at);
