-- What search learns and cannot read back from elsewhere. The index itself is on each node's disk.
-- Units sold by product, the base of the bestselling order.
create table search.sales (
    product_id uuid primary key,
    units bigint not null check (units >= 0),
    changed_at timestamptz not null
);
create index sales_changed on search.sales (changed_at);

-- Queries that found something, for the type-ahead. Nothing says who searched.
create table search.popular_query (
    query text primary key check (length(query) between 1 and 80),
    searches bigint not null check (searches > 0),
    results bigint not null,
    last_at timestamptz not null
);
create index popular_query_rank on search.popular_query (searches desc, query);
