package io.peakday.events;

import io.peakday.engines.Database;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Work that one node does for all. Nobody waits for a node that was stopped: its term ends by the database's clock. When it wakes,
 * what it still wants to do is refused, because every effect checks the term's token in its own transaction.
 *
 * <pre>{@code
 * elections.run("audit.partitions", Duration.ofMinutes(1), term -> term.effect(() -> database.sql().sql("drop table …").update()));
 * }</pre>
 */
final class Elections {
    private final Database database;
    private final String node = "node." + UUID.randomUUID();

    public Elections(Database database) {
        this.database = database;
    }

    /** A term has ended, and somebody else may be at work. */
    public static final class Over extends RuntimeException {
        private static final long serialVersionUID = 1;

        Over(String name) {
            super("the term of " + name + " is over");
        }
    }

    /**
     * Does the work if nobody else is at it.
     *
     * @param name dotted by module
     * @param lasts how long the term lasts; the work should be done in a fraction of it
     * @return whether it was done here
     * @throws Over if the term ended before the work did
     */
    public boolean run(String name, Duration lasts, Consumer<Term> work) {
        Map<String, Long> tokens = database.transact(() ->
                database.connection(tx -> Leases.take(tx, Leases.expired(tx, List.of(name)), node, lasts)));
        Long token = tokens.get(name);
        if (token == null) {
            return false;
        }
        try {
            work.accept(new Term(name, token));
            return true;
        } finally {
            database.run(() -> database.connection(tx -> {
                Leases.release(tx, tokens);
                return true;
            }));
        }
    }

    /** The time in which this node does the work. */
    public final class Term {
        private final String name;
        private final long token;

        private Term(String name, long token) {
            this.name = name;
            this.token = token;
        }

        /**
         * Runs one step in a transaction that holds the lease's row, so that no other term begins before it has ended.
         *
         * @throws Over if the term has ended
         */
        public void effect(Runnable step) {
            database.run(() -> {
                check();
                step.run();
            });
        }

        private void check() {
            boolean held = database.connection(tx -> {
                try (var select = tx.prepareStatement("select from events.lease where name = ? and token = ?"
                        + " and expires_at > clock_timestamp() for share")) {
                    select.setString(1, name);
                    select.setLong(2, token);
                    try (ResultSet rows = select.executeQuery()) {
                        return rows.next();
                    }
                }
            });
            if (!held) {
                throw new Over(name);
            }
        }
    }
}
