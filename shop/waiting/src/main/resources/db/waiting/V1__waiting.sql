-- A waiting room and its place in time, in one row: whoever changes it waits for its lock, which a group of joins takes once.
-- With room beside it, so that a change stays on its page and touches no index.
create table waiting.room (
    id          uuid             primary key,
    opens_at    timestamptz      not null,
    closes_at   timestamptz      not null check (closes_at > opens_at),
    rate        double precision not null check (rate > 0), -- admissions a second
    burst       int              not null check (burst > 0),
    difficulty  int              not null default 0 check (difficulty between 0 and 30),
    paused      boolean          not null default false,
    closed_at   timestamptz,
    seed        bytea            not null check (length(seed) = 32), -- what the lots of the early ones are drawn from
    frozen      boolean          not null default false, -- the opening was seen: nobody is early any more, for ever
    early       bigint           not null default 0 check (early >= 0),
    issued      bigint           not null default 0 check (issued >= early), -- places, early ones included
    served      bigint           not null default 0 check (served between 0 and issued), -- numbers below it are admitted
    credit      double precision not null check (credit >= 0), -- admissions that may be made at once, as of advanced_at
    advanced_at timestamptz      not null,
    gaps        bigint           not null default 0
) with (fillfactor = 10);
create index room_by_closing on waiting.room (closes_at);

-- One place a customer and room. Who came before the opening has a lot, and a rank among the lots once it is open; who came
-- later, or left and came again, has a number. A lot does not change after the opening.
create table waiting.place (
    room_id      uuid        not null,
    customer_id  uuid        not null,
    lot          bigint,
    number       bigint,
    gone         boolean     not null default false,
    joined_at    timestamptz not null,
    solved_until timestamptz, -- the end of the challenge that was solved for it: a solution serves once
    primary key (room_id, customer_id)
);

-- Numbers whose owners left before it was their turn, in the order in which they left.
create table waiting.gap (
    room_id uuid   not null,
    nth     bigint not null,
    number  bigint not null,
    primary key (room_id, nth)
);

-- What tickets and challenges are signed with; made once, shared by all nodes.
create table waiting.secret (
    id         int         primary key check (id = 1),
    key        bytea       not null check (length(key) = 32),
    created_at timestamptz not null default clock_timestamp()
);
