set lock_timeout = '10s';

-- The days of the inbox and of what was sent are only added to and dropped whole, and are looked up by their whole key or read from end
-- to end: cleaning them and gathering statistics of them, every few seconds on a busy day, is for nothing.
do $$
declare
    part regclass;
begin
    for part in select inhrelid::regclass from pg_inherits where inhparent in ('events.inbox'::regclass, 'events.sent'::regclass) loop
        execute format('alter table %s set (autovacuum_enabled = false)', part);
    end loop;
end $$;

create or replace function events.add_days(ahead int) returns void language plpgsql as $$
declare
    parent text;
    day    date;
    low    text;
    high   text;
begin
    foreach parent in array array['inbox', 'sent'] loop
        select coalesce(max(right(relname, 8)::date) + 1, (now() at time zone 'UTC')::date) into day
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'events' and c.relkind = 'r' and c.relname ~ ('^' || parent || '_\d{8}$');
        while day <= (now() at time zone 'UTC')::date + ahead loop
            low := (day::timestamp at time zone 'UTC')::text;
            high := ((day + 1)::timestamp at time zone 'UTC')::text;
            if parent = 'inbox' then
                low := events.uuid_at(low::timestamptz)::text;
                high := events.uuid_at(high::timestamptz)::text;
            end if;
            execute format('create table events.%I partition of events.%I for values from (%L) to (%L)'
                || ' with (autovacuum_enabled = false)', parent || '_' || to_char(day, 'YYYYMMDD'), parent, low, high);
            day := day + 1;
        end loop;
    end loop;
end $$;
