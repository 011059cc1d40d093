package io.peakday.orders;

import io.peakday.engines.Database;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Fault;
import io.peakday.web.ClientNetwork;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Look-ups by people who are not signed in: number and e-mail must both be right, nobody learns which of them was wrong, and
 * attempts are counted on all nodes together, in windows of the database's clock.
 */
final class GuestLookUps {
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final Database database;
    private final OrderRows rows;
    private final int most;

    GuestLookUps(Database database, OrderRows rows, int most) {
        this.database = database;
        this.rows = rows;
        this.most = most;
    }

    Optional<Order> find(String number, String email, String from) {
        if (count(ClientNetwork.of(from)) > most) {
            throw new Failure(
                    Fault.TOO_MANY,
                    "orders.too-many-look-ups",
                    "Too many orders were looked up from here; please try again in ten minutes.",
                    List.of(),
                    null);
        }
        byte[] given = OrderRows.emailKey(email).getBytes(StandardCharsets.UTF_8);
        return rows.byNumber(number)
                .filter(order -> !order.erased())
                .filter(order -> MessageDigest.isEqual(
                        given, OrderRows.emailKey(order.email()).getBytes(StandardCharsets.UTF_8)));
    }

    private int count(String from) {
        int count = database.sql()
                .sql("""
                        insert into orders.look_up as l (caller, window_start, count)
                        values (?, date_bin(make_interval(secs => ?), statement_timestamp(), 'epoch'), 1)
                        on conflict (caller, window_start) do update set count = l.count + 1
                        returning count""")
                .params(from, WINDOW.toSeconds())
                .query(Integer.class)
                .single();
        if (count == 1) {
            forget(database, WINDOW.multipliedBy(2));
        }
        return count;
    }

    /** Forgets callers of windows that began before so long. Safe on any number of nodes. */
    static void forget(Database database, Duration before) {
        database.sql()
                .sql("delete from orders.look_up where window_start < statement_timestamp() - make_interval(secs => ?)")
                .param(before.toSeconds())
                .update();
    }
}
