-- The sandbox provider's own books, as if they lay in another company's database. No card number is in any of them.

create table sandbox.card (
    token     text primary key,
    behaviour text        not null,
    brand     text        not null,
    last4     text        not null check (length(last4) = 4),
    issued_at timestamptz not null
);

create table sandbox.charge (
    authorize_key    text primary key,
    reference        uuid        not null,
    behaviour        text        not null,
    card_token       text        not null,
    currency         text        not null,
    amount           bigint      not null check (amount >= 0),
    return_path      text        not null,
    state            text        not null
        check (state in ('AUTHORIZED', 'DECLINED', 'CHALLENGED', 'PROCESSING', 'CAPTURED', 'VOIDED')),
    decline          text,
    capture_key      text,
    capture_attempts int         not null default 0,
    captured         bigint      not null default 0 check (captured <= amount),
    refunded         bigint      not null default 0 check (refunded <= captured),
    settles_at       timestamptz,
    created_at       timestamptz not null
) with (fillfactor = 80);

-- Only what is asked for by it: the challenge page, and the charges that settle later.
create unique index charge_challenge on sandbox.charge (reference) where behaviour like 'CHALLENGE%';
create index charge_settles on sandbox.charge (settles_at) where settles_at is not null;

create table sandbox.refund (
    key           text primary key,
    authorize_key text        not null,
    amount        bigint      not null check (amount > 0),
    refused       boolean     not null,
    created_at    timestamptz not null
);

create table sandbox.webhook (
    id            uuid primary key,
    body          text        not null,
    attempts      int         not null default 0,
    due_at        timestamptz,
    created_at    timestamptz not null
);

create index webhook_due on sandbox.webhook (due_at) where due_at is not null;
