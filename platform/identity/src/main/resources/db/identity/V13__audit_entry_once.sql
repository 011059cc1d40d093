set lock_timeout = '10s';

-- A signed row is in the log once, however often somebody appends its copy.
create unique index audit_entry on identity.audit (entry_id);
