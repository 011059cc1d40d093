-- What staff and API keys did. Rows are only ever added: each carries the hash of the one before it, and the database refuses
-- everything but adding, also to the owner of the table.

create table identity.audit (
    seq     bigint      primary key,
    at      timestamptz not null,
    actor   text        not null,
    action  text        not null,
    subject text        not null,
    detail  text        not null,
    hash    bytea       not null
);
create index audit_by_actor on identity.audit (actor, seq desc);
create index audit_by_subject on identity.audit (subject, seq desc);

-- The end of the chain: who appends locks this one row, last of all locks, and for as long as the commit takes.
create table identity.audit_head (
    one  boolean primary key default true check (one),
    seq  bigint  not null,
    hash bytea   not null
);
insert into identity.audit_head (seq, hash) values (0, '\x');

create function identity.refuse_audit_change() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_is_append_only before update or delete on identity.audit
    for each row execute function identity.refuse_audit_change();
create trigger audit_is_not_truncated before truncate on identity.audit
    for each statement execute function identity.refuse_audit_change();
create trigger audit_head_stays before delete on identity.audit_head
    for each row execute function identity.refuse_audit_change();
create trigger audit_head_is_not_truncated before truncate on identity.audit_head
    for each statement execute function identity.refuse_audit_change();

-- Always: not even a session that plays a replica skips them.
alter table identity.audit enable always trigger audit_is_append_only;
alter table identity.audit enable always trigger audit_is_not_truncated;
alter table identity.audit_head enable always trigger audit_head_stays;
alter table identity.audit_head enable always trigger audit_head_is_not_truncated;

revoke update, delete, truncate on identity.audit from public, current_user;
revoke delete, truncate on identity.audit_head from public, current_user;
