-- One row guards the tree: whoever changes a category locks it first, so that two moves cannot make a cycle together.
create table catalog.category_tree (
    one     boolean primary key default true check (one),
    version bigint  not null
);
insert into catalog.category_tree (version) values (1);

create table catalog.category (
    id          uuid primary key,
    external_id text not null unique,
    slug        text not null unique,
    name        text not null,
    parent_id   uuid references catalog.category (id),
    position    int  not null,
    check (parent_id <> id)
);
create index category_parent on catalog.category (parent_id);

create table catalog.seller (
    id          uuid primary key,
    external_id text not null unique,
    name        text not null
);

-- The canonical spelling of each brand; never changed, never removed.
create table catalog.brand (
    slug text primary key,
    name text not null
);

-- The present version of each product. The document holds everything a reader needs; the columns repeat what is
-- looked for. Rows are never deleted: a product that is no longer sold is archived.
create table catalog.product (
    id          uuid primary key,
    external_id text        not null unique,
    slug        text        not null unique,
    title       text        not null,
    brand       text        not null,
    category_id uuid        not null references catalog.category (id),
    state       text        not null check (state in ('DRAFT', 'PUBLISHED', 'ARCHIVED')),
    version     bigint      not null check (version > 0),
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    actor       text        not null,
    action      text        not null,
    document    jsonb       not null
);
create index product_category on catalog.product (category_id, id);
create index product_brand on catalog.product (brand, id) where brand <> '';

-- The versions before the present one, moved here as they were when the next one was written.
create table catalog.revision (
    product_id uuid        not null references catalog.product (id),
    version    bigint      not null,
    at         timestamptz not null,
    actor      text        not null,
    action     text        not null,
    state      text        not null,
    document   jsonb       not null,
    primary key (product_id, version)
);

create table catalog.slug_redirect (
    slug       text primary key,
    product_id uuid not null references catalog.product (id)
);
create index slug_redirect_product on catalog.slug_redirect (product_id);

create table catalog.variant (
    id         uuid primary key,
    product_id uuid not null references catalog.product (id),
    sku        text not null unique,
    gtin       text
);
create index variant_product on catalog.variant (product_id);
create index variant_gtin on catalog.variant (gtin) where gtin is not null;

-- Every price there was announced for the present version, for questions across products (a seller's offers, a price list).
create table catalog.offer (
    id          uuid primary key,
    product_id  uuid        not null references catalog.product (id),
    variant_id  uuid        not null,
    seller_id   uuid        not null,
    price_minor bigint      not null check (price_minor >= 0),
    currency    text        not null,
    valid_from  timestamptz not null,
    valid_to    timestamptz check (valid_to > valid_from)
);
create index offer_product on catalog.offer (product_id);
create index offer_seller on catalog.offer (seller_id, product_id);

-- Instants to come at which a product's best price may change; a sweep takes those that have come and tells the others.
create table catalog.price_change (
    at         timestamptz not null,
    product_id uuid        not null references catalog.product (id),
    primary key (at, product_id)
);
create index price_change_product on catalog.price_change (product_id);

-- How far each import has come, written in the transaction of the products it speaks of, so that the same command goes
-- on where a killed one stopped. "items" counts what was dealt with: products, and rows that were rejected.
create table catalog.import_checkpoint (
    id           text primary key,
    file         text        not null,
    items        bigint      not null,
    rows         bigint      not null,
    created      bigint      not null,
    updated      bigint      not null,
    unchanged    bigint      not null,
    rejected     bigint      not null,
    reject_bytes bigint      not null,
    finished     boolean     not null,
    started_at   timestamptz not null,
    updated_at   timestamptz not null
);
