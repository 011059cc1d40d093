package io.peakday.sale;

import io.peakday.engines.GroupCommit;
import io.peakday.engines.SqlTime;
import io.peakday.identity.Sessions;
import io.peakday.identity.SignedSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a group, in the order in which they came, in one transaction.
 *
 * <p>The counter's row is locked first; what is read after that is what every other node has committed, and nothing of it can
 * change until this transaction ends. So the decisions can be made here, on values, one after the other: no claim is
 * granted twice, none beyond what is left, and a group of a thousand pays for one lock, one look, one insert and one
 * flush. Whether the sale is open is said by the database's clock: never early.
 */
final class ClaimBatch implements GroupCommit.Batch<ClaimRequest, ClaimResult> {
    /**
     * Three statements in one round trip. The first waits for the lock; those after it have snapshots of their own, taken when
     * the lock is had, so that they see what whoever held it has changed: a pause, for example.
     */
    private static final String LOCK_AND_LOOK = """
            select available from sale.counter where sale_id = ? for update;
            select s.*, clock_timestamp() as now from sale.sale s where s.id = ?;
            select customer_id, turn, quantity, state, hold_until from sale.claim
            where sale_id = ? and customer_id = any (?)""";

    /** Likewise: the rows, what they take, and how many they are in their second. */
    private static final String GRANT_TAKE_AND_COUNT = """
            insert into sale.claim (sale_id, customer_id, turn, quantity, claimed_at, hold_until)
            select ?, g.customer_id, g.turn, g.quantity, ?, ? from unnest(?::uuid[], ?::int[], ?::int[])
                as g (customer_id, turn, quantity);
            update sale.counter set available = available - ?, held = held + ?, granted = granted + ?
            where sale_id = ? and available >= ?;
            insert into sale.granted_second as s (sale_id, second, claims) values (?, date_trunc('second', ?::timestamptz), ?)
            on conflict (sale_id, second) do update set claims = s.claims + excluded.claims""";

    private final Sessions sessions;

    ClaimBatch(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public List<ClaimResult> run(Connection tx, List<ClaimRequest> requests) throws SQLException {
        Set<String> open = openSessions(tx, requests);
        ClaimResult[] answers = new ClaimResult[requests.size()];
        Map<UUID, List<Integer>> bySale = new TreeMap<>();
        for (int i = 0; i < answers.length; i++) {
            SignedSession session = requests.get(i).session();
            if (session != null && !open.contains(session.tokenKey())) {
                answers[i] = new ClaimResult.SessionOver();
            } else {
                bySale.computeIfAbsent(requests.get(i).saleId(), sale -> new ArrayList<>())
                        .add(i);
            }
        }
        for (Map.Entry<UUID, List<Integer>> one : bySale.entrySet()) {
            List<ClaimResult> decided = ofOneSale(
                    tx, one.getKey(), one.getValue().stream().map(requests::get).toList());
            for (int i = 0; i < decided.size(); i++) {
                answers[one.getValue().get(i)] = decided.get(i);
            }
        }
        return List.of(answers);
    }

    /** Before a counter is locked: looking takes a moment. */
    private Set<String> openSessions(Connection tx, List<ClaimRequest> requests) throws SQLException {
        List<SignedSession> signed = new ArrayList<>();
        for (ClaimRequest request : requests) {
            if (request.session() != null) {
                signed.add(request.session());
            }
        }
        return sessions.open(tx, signed);
    }

    private List<ClaimResult> ofOneSale(Connection tx, UUID saleId, List<ClaimRequest> requests) throws SQLException {
        Locked locked = lock(tx, saleId, requests);
        if (locked == null) {
            return Collections.nCopies(requests.size(), new ClaimResult.NoSale());
        }
        SaleState state = locked.sale.stateAt(locked.now);
        Grants grants = new Grants(locked.now, locked.now.plus(locked.sale.hold()));
        List<ClaimResult> answers = new ArrayList<>(requests.size());
        int left = locked.available;
        for (ClaimRequest request : requests) {
            Standing standing = locked.standings.computeIfAbsent(request.customerId(), customer -> new Standing());
            ClaimOutcome outcome = standing.outcome(request, state, locked.sale, left);
            if (outcome == null) {
                left -= request.quantity();
                standing.granted(request.quantity(), grants.until);
                grants.add(request, standing.attempt);
                outcome = new ClaimOutcome.Claimed(request.quantity(), grants.until);
            }
            answers.add(new ClaimResult.Decided(outcome, left));
        }
        if (left < locked.available) {
            grants.write(tx, saleId, locked.available - left);
        }
        return answers;
    }

    /** The sale under its counter's lock, and what those who ask have in it. */
    private record Locked(int available, Sale sale, Instant now, Map<UUID, Standing> standings) {}

    private static @Nullable Locked lock(Connection tx, UUID saleId, List<ClaimRequest> requests) throws SQLException {
        try (PreparedStatement all = tx.prepareStatement(LOCK_AND_LOOK)) {
            all.setObject(1, saleId);
            all.setObject(2, saleId);
            all.setObject(3, saleId);
            all.setArray(
                    4,
                    SaleRows.uuids(
                            tx, requests.stream().map(ClaimRequest::customerId).toList()));
            all.execute();
            int available;
            try (ResultSet row = all.getResultSet()) {
                if (!row.next()) {
                    return null;
                }
                available = row.getInt(1);
            }
            Map<UUID, Standing> standings = new HashMap<>();
            Locked locked;
            all.getMoreResults();
            try (ResultSet row = all.getResultSet()) {
                row.next();
                locked = new Locked(available, SaleRows.sale(row), SqlTime.instant(row, "now"), standings);
            }
            all.getMoreResults();
            try (ResultSet row = all.getResultSet()) {
                while (row.next()) {
                    standings
                            .computeIfAbsent(row.getObject(1, UUID.class), customer -> new Standing())
                            .add(row);
                }
            }
            return locked;
        }
    }

    /** What a customer has in this sale: held now, bought before, and how many attempts there were. */
    private static final class Standing {
        private int attempt;
        private int sold;
        private int held;
        private Instant until = Instant.EPOCH;

        /** Null: grant it. */
        @Nullable
        ClaimOutcome outcome(ClaimRequest request, SaleState state, Sale sale, int left) {
            if (held > 0) {
                return new ClaimOutcome.AlreadyClaimed(held, until);
            }
            if (state != SaleState.OPEN) {
                return new ClaimOutcome.NotOpen(state, sale.opensAt());
            }
            if (sold + request.quantity() > sale.perCustomer()) {
                return new ClaimOutcome.LimitReached(sale.perCustomer());
            }
            return request.quantity() > left ? new ClaimOutcome.SoldOut() : null;
        }

        void add(ResultSet row) throws SQLException {
            attempt = Math.max(attempt, row.getInt(2));
            switch (row.getString(4)) {
                case "HELD" -> {
                    held = row.getInt(3);
                    until = SqlTime.instant(row, "hold_until");
                }
                case "SOLD" -> sold += row.getInt(3);
                default -> {}
            }
        }

        void granted(int quantity, Instant holdUntil) {
            attempt++;
            held = quantity;
            until = holdUntil;
        }
    }

    private static final class Grants {
        private final Instant now;
        private final Instant until;
        private final List<UUID> customers = new ArrayList<>();
        private final List<Integer> attempts = new ArrayList<>();
        private final List<Integer> quantities = new ArrayList<>();

        Grants(Instant now, Instant until) {
            this.now = now;
            this.until = until;
        }

        void add(ClaimRequest request, int attempt) {
            customers.add(request.customerId());
            attempts.add(attempt);
            quantities.add(request.quantity());
        }

        void write(Connection tx, UUID saleId, int taken) throws SQLException {
            try (PreparedStatement all = tx.prepareStatement(GRANT_TAKE_AND_COUNT)) {
                all.setObject(1, saleId);
                all.setObject(2, SqlTime.of(now));
                all.setObject(3, SqlTime.of(until));
                all.setArray(4, SaleRows.uuids(tx, customers));
                all.setArray(5, tx.createArrayOf("int4", attempts.toArray()));
                all.setArray(6, tx.createArrayOf("int4", quantities.toArray()));
                all.setInt(7, taken);
                all.setInt(8, taken);
                all.setInt(9, customers.size());
                all.setObject(10, saleId);
                all.setInt(11, taken);
                all.setObject(12, saleId);
                all.setObject(13, SqlTime.of(now));
                all.setInt(14, customers.size());
                all.execute();
                all.getMoreResults();
                if (all.getUpdateCount() != 1) {
                    throw new IllegalStateException("the counter of sale " + saleId + " changed while it was locked");
                }
            }
        }
    }
}
