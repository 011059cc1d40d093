package io.peakday.events;

import io.peakday.engines.Database;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The days of the inbox and of what was sent: makes those to come, a week ahead, and drops those that are old enough, by the
 * database's clock. One node at a time does it.
 */
final class Days {
    private static final Logger LOG = LoggerFactory.getLogger(Days.class);
    private static final int AHEAD = 7;

    /** Days that are made by one statement. */
    private static final int AT_ONCE = 30;

    private static final Duration TERM = Duration.ofMinutes(1);

    private final Database owner;
    private final Elections elections;
    private final EventSettings settings;

    /** @param owner the tables' owner, who alone may make and drop their parts */
    Days(Database owner, EventSettings settings) {
        this.owner = owner;
        this.elections = new Elections(owner);
        this.settings = settings;
    }

    /** Makes and drops what is due. */
    void keep() {
        elections.run("events.days", TERM, term -> {
            // After a clock has jumped there may be months of them: so many at once that a statement's time is enough.
            for (int ahead = AT_ONCE - missing(); ahead < AHEAD; ahead += AT_ONCE) {
                int some = ahead;
                term.effect(() -> add(some));
            }
            term.effect(() -> add(AHEAD));
            for (String part : old("sent", settings.sent().retention())) {
                term.effect(() -> drop(part));
            }
            for (String part : old("inbox", settings.consumers().inboxRetention())) {
                term.effect(() -> drop(part));
            }
        });
    }

    /** Makes the days until so many after today, or before it where that is negative. */
    private void add(int ahead) {
        owner.sql()
                .sql("select events.add_days(:ahead)")
                .param("ahead", ahead)
                .query()
                .listOfRows();
    }

    /** How many days there are between the last one that was made and today; negative where that is to come. */
    private int missing() {
        return owner.sql().sql("""
                        select (now() at time zone 'UTC')::date - coalesce(min(last), (now() at time zone 'UTC')::date)
                        from (select max(right(c.relname, 8)::date) as last
                              from pg_class c join pg_namespace n on n.oid = c.relnamespace
                              where n.nspname = 'events' and c.relkind = 'r' and c.relname ~ '^(inbox|sent)_\\d{8}$'
                              group by split_part(c.relname, '_', 1)) as made""").query(Integer.class).single();
    }

    /** The parts that ended before the retention began, oldest first; what was there before the days ended with the first. */
    private List<String> old(String parent, Duration retention) {
        return owner.sql()
                .sql("""
                        with parts as (
                            select c.relname::text as name,
                                   case when c.relname ~ '_\\d{8}$' then right(c.relname, 8)::date end as day
                            from pg_inherits i join pg_class c on c.oid = i.inhrelid
                            where i.inhparent = ('events.' || :parent)::regclass)
                        select name from parts
                        where coalesce(day + 1, (select min(day) from parts))::timestamp
                              <= (now() - make_interval(secs => :seconds)) at time zone 'UTC'
                        order by day nulls first""")
                .param("parent", parent)
                .param("seconds", (double) retention.toSeconds())
                .query((rows, index) -> rows.getString(1))
                .list();
    }

    private void drop(String part) {
        // Appends and handlers wait behind this one's wait for the table, so it is short; the next round tries again.
        owner.sql().sql("set local lock_timeout = '2s'").update();
        owner.sql().sql("drop table if exists events." + part).update();
        LOG.info("Dropped events.{}", part);
    }
}
