-- The audit log's chain is keyed, and rows are chained after they were appended, so that nobody waits for anybody to append one.

-- As appended: each row signed by itself. Whoever seals takes them from here into the chain, within about a second.
create table identity.audit_unsealed (
    id      uuid        primary key,
    at      timestamptz not null,
    actor   text        not null,
    action  text        not null,
    subject text        not null,
    detail  text        not null,
    key_id  text        not null,
    mac     bytea       not null
);

-- Null in rows from before, whose hashes have no key.
alter table identity.audit add column entry_id uuid;
alter table identity.audit add column key_id text;
alter table identity.audit add column mac bytea;

alter table identity.audit_head add column key_id text;
alter table identity.audit_head add column mac bytea;

-- Signed statements about the chain: up to which row it has no key ('cut-over'), and what rows that were forgotten ended with
-- ('anchor').
create table identity.audit_mark (
    kind   text        not null check (kind in ('cut-over', 'anchor')),
    seq    bigint      not null,
    hash   bytea       not null,
    at     timestamptz not null,
    key_id text        not null,
    mac    bytea       not null,
    primary key (kind, seq)
);

-- Rows up to an anchor may go; everything else stays refused.
create or replace function identity.refuse_audit_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and tg_table_name = 'audit' then
        if old.seq <= (select max(seq) from identity.audit_mark where kind = 'anchor') then
            return old;
        end if;
    end if;
    raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_mark_is_append_only before update or delete on identity.audit_mark
    for each row execute function identity.refuse_audit_change();
create trigger audit_mark_is_not_truncated before truncate on identity.audit_mark
    for each statement execute function identity.refuse_audit_change();
create trigger audit_unsealed_stays_as_it_is before update on identity.audit_unsealed
    for each row execute function identity.refuse_audit_change();
create trigger audit_unsealed_is_not_truncated before truncate on identity.audit_unsealed
    for each statement execute function identity.refuse_audit_change();
alter table identity.audit_mark enable always trigger audit_mark_is_append_only;
alter table identity.audit_mark enable always trigger audit_mark_is_not_truncated;
alter table identity.audit_unsealed enable always trigger audit_unsealed_stays_as_it_is;
alter table identity.audit_unsealed enable always trigger audit_unsealed_is_not_truncated;

-- Forgets rows up to an anchor; with the rights of whoever owns the table, who else may not delete.
create function identity.forget_audit(up_to bigint) returns bigint language plpgsql security definer
    set search_path = pg_catalog as $$
declare
    gone bigint;
begin
    delete from identity.audit where seq <= up_to;
    get diagnostics gone = row_count;
    return gone;
end
$$;
revoke execute on function identity.forget_audit(bigint) from public;
grant execute on function identity.forget_audit(bigint) to current_user;
