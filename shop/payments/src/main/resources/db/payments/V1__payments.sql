-- One row a payment. Every move is a guarded update of it, and writes its ledger line in the same statement.
create table payments.payment (
    id            uuid primary key,
    purpose       text        not null,
    state         text        not null,
    currency      text        not null,
    amount        bigint      not null check (amount > 0),
    captured      bigint      not null default 0,
    refunded      bigint      not null default 0,
    refunding     bigint      not null default 0,
    card_token    text        not null,
    return_path   text        not null,
    decline       text,
    challenge_url text,
    checks        int         not null default 0,
    next_check    timestamptz,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    check (captured in (0, amount)),
    check (refunded >= 0 and refunding >= 0 and refunded + refunding <= captured)
) with (fillfactor = 80);

create index payment_next_check on payments.payment (next_check) where next_check is not null;

create table payments.ledger (
    id         bigint generated always as identity primary key,
    payment_id uuid        not null,
    at         timestamptz not null,
    kind       text        not null,
    currency   text        not null,
    amount     bigint      not null,
    detail     text        not null
);

create index ledger_payment on payments.ledger (payment_id);

create function payments.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger of payments is append-only';
end $$;

create trigger ledger_append_only before update or delete or truncate on payments.ledger
    for each statement execute function payments.refuse_change();

create table payments.refund (
    id         uuid primary key,
    payment_id uuid        not null references payments.payment (id),
    currency   text        not null,
    amount     bigint      not null check (amount > 0),
    state      text        not null check (state in ('PENDING', 'DONE', 'REFUSED')),
    reason     text        not null,
    checks     int         not null default 0,
    next_check timestamptz,
    created_at timestamptz not null
);

create index refund_payment on payments.refund (payment_id);
create index refund_next_check on payments.refund (next_check) where next_check is not null;

-- Webhooks that were believed; a second one of the same id changes nothing.
create table payments.webhook (
    provider    text        not null,
    event_id    text        not null,
    received_at timestamptz not null,
    primary key (provider, event_id)
);

-- What a provider signs its webhooks with; made at first start, never printed.
create table payments.webhook_secret (
    provider text primary key,
    secret   bytea not null check (length(secret) >= 32)
);
