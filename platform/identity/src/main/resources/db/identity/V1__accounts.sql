-- Customers, staff, their sessions and the tokens that prove who they are. No token is stored, only its SHA-256.

create table identity.customer (
    id          uuid        primary key,
    email       text,
    -- The address as it is compared; null once the account is erased, so that the address may register again.
    email_key   text        unique,
    name        text        not null,
    -- Null: cannot sign in until the password is reset (an imported account), or erased.
    password    text,
    verified_at timestamptz,
    created_at  timestamptz not null,
    deleted_at  timestamptz,
    version     bigint      not null default 1,
    check ((deleted_at is null) = (email_key is not null))
);
create index customer_by_age on identity.customer (created_at desc, id desc);
create index customer_by_email on identity.customer (email_key text_pattern_ops);
create index customer_by_name on identity.customer (lower(name) text_pattern_ops);

create table identity.address (
    customer_id uuid    not null references identity.customer,
    id          uuid    not null,
    recipient   text    not null,
    line1       text    not null,
    line2       text    not null,
    postcode    text    not null,
    city        text    not null,
    region      text    not null,
    country     text    not null,
    phone       text    not null,
    preferred   boolean not null,
    primary key (customer_id, id)
);
create unique index address_one_preferred on identity.address (customer_id) where preferred;

create table identity.staff (
    id         uuid        primary key,
    email      text        not null,
    email_key  text        not null unique,
    name       text        not null,
    password   text        not null,
    roles      text[]      not null,
    active     boolean     not null,
    created_at timestamptz not null,
    version    bigint      not null default 1
);

create table identity.session (
    id           uuid        primary key,
    token_hash   bytea       not null unique,
    kind         text        not null check (kind in ('customer', 'staff')),
    owner_id     uuid        not null,
    device       text        not null,
    address      text        not null,
    created_at   timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at   timestamptz not null
);
create index session_by_owner on identity.session (owner_id);
create index session_by_expiry on identity.session (expires_at);

-- Devices on which the owner has signed in before: they are not throttled because of what strangers do.
create table identity.known_device (
    token_hash   bytea       primary key,
    owner_id     uuid        not null,
    last_used_at timestamptz not null
);
create index known_device_by_owner on identity.known_device (owner_id);

create table identity.mail_token (
    token_hash bytea       primary key,
    purpose    text        not null check (purpose in ('verify', 'change', 'reset')),
    owner_id   uuid        not null,
    email      text        not null,
    expires_at timestamptz not null
);
create index mail_token_by_owner on identity.mail_token (owner_id, purpose);

-- How often somebody tried something within a window. Worth nothing after a crash, so it is not logged.
create unlogged table identity.budget (
    key   bytea       primary key,
    used  integer     not null,
    until timestamptz not null
);

create table identity.api_key (
    id           uuid        primary key,
    name         text        not null,
    prefix       text        not null,
    last_four    text        not null,
    secret_hash  bytea       not null unique,
    scopes       text[]      not null,
    created_at   timestamptz not null,
    expires_at   timestamptz,
    revoked_at   timestamptz,
    last_used_at timestamptz
);
