-- A line may be a claim of a sale: its pieces are set aside until then, at the price in the line.
alter table cart.line
    add column sale_id       uuid,
    add column claimed_until timestamptz,
    add check ((sale_id is null) = (claimed_until is null));
