-- Whose key it is: its rights end where the owner's do. Null for keys from before, which have their own until somebody adopts them.
alter table identity.api_key add column owner_id uuid;

-- The key by which it was made, if not by a person: it may do no more than that one may now.
alter table identity.api_key add column parent_id uuid;

create index api_key_by_owner on identity.api_key (owner_id) where revoked_at is null;
