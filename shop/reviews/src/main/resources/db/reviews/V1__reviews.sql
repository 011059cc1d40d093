-- Who bought what, as far as reviews need to know: told by orders, never asked from them.
create table reviews.purchase (
    customer_id  uuid        not null,
    product_id   uuid        not null,
    order_id     uuid        not null,
    purchased_at timestamptz not null,
    primary key (customer_id, product_id)
);

create table reviews.review (
    id          uuid        primary key,
    product_id  uuid        not null,
    customer_id uuid        not null,
    author      text        not null,
    rating      smallint    not null check (rating between 1 and 5),
    title       text        not null,
    body        text        not null,
    state       text        not null check (state in ('PUBLISHED', 'HELD', 'REJECTED')),
    reason      text,
    helpful     int         not null default 0 check (helpful >= 0),
    version     bigint      not null default 1,
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    unique (product_id, customer_id)
);
create index review_by_help on reviews.review (product_id, helpful desc, created_at desc, id desc)
    where state = 'PUBLISHED';
create index review_by_age on reviews.review (product_id, created_at desc, id desc) where state = 'PUBLISHED';
create index review_by_customer on reviews.review (customer_id, id desc);
create index review_by_state on reviews.review (state, id desc) where state <> 'PUBLISHED';

-- One vote a customer and review.
create table reviews.vote (
    review_id   uuid        not null references reviews.review on delete cascade,
    customer_id uuid        not null,
    voted_at    timestamptz not null,
    primary key (review_id, customer_id)
);
create index vote_by_customer on reviews.vote (customer_id);

-- How many published reviews of each rating a product has; kept in the transaction that changes a review.
create table reviews.rating (
    product_id uuid primary key,
    one        int  not null default 0 check (one >= 0),
    two        int  not null default 0 check (two >= 0),
    three      int  not null default 0 check (three >= 0),
    four       int  not null default 0 check (four >= 0),
    five       int  not null default 0 check (five >= 0)
);
