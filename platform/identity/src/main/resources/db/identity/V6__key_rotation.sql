-- While a key is changed two of them are valid: what was signed with the one before still counts until then.
alter table identity.secret
    add column previous       bytea check (length(previous) = 32),
    add column previous_until timestamptz,
    add column rotated_at     timestamptz;
