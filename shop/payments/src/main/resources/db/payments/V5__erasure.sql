-- The ledger stays append-only but for one thing: the words of a line may be erased when the person they speak of is. What moved, how
-- much and when cannot be changed.
drop trigger ledger_append_only on payments.ledger;
create trigger ledger_append_only before delete or truncate on payments.ledger
    for each statement execute function payments.refuse_change();

create function payments.refuse_change_but_erasure() returns trigger language plpgsql as $$
begin
    if new.detail = 'Erased'
            and (new.id, new.payment_id, new.at, new.kind, new.currency, new.amount)
                = (old.id, old.payment_id, old.at, old.kind, old.currency, old.amount) then
        return new;
    end if;
    raise exception 'the ledger of payments is append-only';
end $$;

create trigger ledger_only_erased before update on payments.ledger
    for each row execute function payments.refuse_change_but_erasure();
