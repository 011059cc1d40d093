set lock_timeout = '10s';

-- Makes the days that are missing up to so many from today (UTC), but none of those a clock has skipped that would be dropped at once:
-- each parent begins no earlier than what it keeps. The version before calls the function of one parameter, so that one stays.
create function events.add_days(ahead int, inbox_kept int, sent_kept int) returns void language plpgsql as $$
declare
    today  date := (now() at time zone 'UTC')::date;
    parent text;
    day    date;
    low    text;
    high   text;
begin
    foreach parent in array array['inbox', 'sent'] loop
        select greatest(coalesce(max(right(relname, 8)::date) + 1, today),
                today - case when parent = 'inbox' then inbox_kept else sent_kept end) into day
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'events' and c.relkind = 'r' and c.relname ~ ('^' || parent || '_\d{8}$');
        while day <= today + ahead loop
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
