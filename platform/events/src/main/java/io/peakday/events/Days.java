package io.peakday.events;

import io.peakday.engines.Database;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The days of the inbox and of what was sent: makes those to come, a week ahead, and drops those that are old enough, by the
 * database's clock. However far a clock jumps, no more days are made than are kept. One node at a time does it.
 */
final class Days {
    private static final Logger LOG = LoggerFactory.getLogger(Days.class);
    private static final int AHEAD = 7;

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
            term.effect(this::add);
            for (String part : old("sent", settings.sent().retention())) {
                term.effect(() -> drop(part));
            }
            for (String part : old("inbox", settings.consumers().inboxRetention())) {
                term.effect(() -> drop(part));
            }
        });
    }

    private void add() {
        waitBriefly();
        owner.sql()
                .sql("select events.add_days(:ahead, :inbox, :sent)")
                .param("ahead", AHEAD)
                .param("inbox", days(settings.consumers().inboxRetention()))
                .param("sent", days(settings.sent().retention()))
                .query()
                .listOfRows();
    }

    private static int days(Duration retention) {
        return Math.toIntExact(retention.toDays() + 1);
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
        waitBriefly();
        owner.sql().sql("drop table if exists events." + part).update();
        LOG.info("Dropped events.{}", part);
    }

    /** Appends and handlers wait behind this one's wait for the table, so it is short; the next round tries again. */
    private void waitBriefly() {
        owner.sql().sql("set local lock_timeout = '2s'").update();
    }
}
