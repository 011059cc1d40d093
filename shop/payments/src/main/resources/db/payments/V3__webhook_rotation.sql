-- While a provider's secret is changed two of them are valid.
alter table payments.webhook_secret
    add column previous       bytea check (length(previous) >= 32),
    add column previous_until timestamptz,
    add column rotated_at     timestamptz,
    add column created_at     timestamptz not null default clock_timestamp();
