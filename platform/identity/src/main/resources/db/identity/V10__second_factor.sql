set lock_timeout = '10s';

-- The second factor of staff: an authenticator app, passkeys, recovery codes; and signing in with it in two steps.

-- The secret is sealed under a key that is not in the database. A code counts once: last_step only ever rises.
create table identity.totp (
    staff_id   uuid        primary key references identity.staff,
    secret     bytea       not null,
    last_step  bigint      not null,
    created_at timestamptz not null
);

create table identity.passkey (
    id              uuid        primary key,
    staff_id        uuid        not null references identity.staff,
    name            text        not null,
    -- The host that it was made for: browsers use it for no other.
    relying_party   text        not null,
    credential_id   bytea       not null unique,
    credential      bytea       not null,
    sign_count      bigint      not null,
    backup_eligible boolean     not null,
    created_at      timestamptz not null,
    last_used_at    timestamptz
);
create index passkey_by_staff on identity.passkey (staff_id);

-- Hashed under a key that is not in the database; a used one is deleted.
create table identity.recovery_code (
    staff_id  uuid  not null references identity.staff,
    code_hash bytea not null,
    primary key (staff_id, code_hash)
);

-- Who has given the right password and is asked for the second factor. It opens nothing.
create table identity.sign_in_step (
    id         uuid        primary key,
    token_hash bytea       not null unique,
    staff_id   uuid        not null references identity.staff,
    expires_at timestamptz not null
);
create index sign_in_step_by_staff on identity.sign_in_step (staff_id);
create index sign_in_step_by_end on identity.sign_in_step (expires_at);

-- What a passkey has to sign: one at a time for each session, or step of a sign-in, and purpose; used once.
create table identity.passkey_challenge (
    holder_id  uuid        not null,
    purpose    text        not null check (purpose in ('add', 'answer')),
    challenge  bytea       not null,
    expires_at timestamptz not null,
    primary key (holder_id, purpose)
);
create index passkey_challenge_by_end on identity.passkey_challenge (expires_at);

alter table identity.session
    -- Whether it was opened with a second factor, or one was set up in it.
    add column second_factor   boolean not null default false,
    -- Until when password and factor, given again in this session, allow to change the factors.
    add column confirmed_until timestamptz;
