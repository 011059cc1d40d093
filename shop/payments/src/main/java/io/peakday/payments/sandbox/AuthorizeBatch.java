package io.peakday.payments.sandbox;

import io.peakday.engines.GroupCommit;
import io.peakday.engines.SqlTime;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.payments.AuthorizeOutcome;
import io.peakday.payments.DeclineCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Many authorizations in one transaction: the cards are read, the charges made where their key is new. */
final class AuthorizeBatch implements GroupCommit.Batch<AuthorizeBatch.Request, AuthorizeOutcome> {
    record Request(String key, String cardToken, Money amount, String returnPath) {}

    private static final String CARDS = "select token, behaviour from sandbox.card where token = any(?)";
    private static final String INSERT = """
            insert into sandbox.charge (authorize_key, reference, behaviour, card_token, currency, amount, return_path,
                                        state, decline, settles_at, created_at)
            select c.*, ?
            from unnest(?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[],
                        ?::text[], ?::timestamptz[]) as c
            on conflict (authorize_key) do nothing
            returning authorize_key""";
    private static final String SELECT = "select * from sandbox.charge where authorize_key = any(?)";

    private final InstantSource clock;
    private final Duration settlesAfter;

    AuthorizeBatch(InstantSource clock, Duration settlesAfter) {
        this.clock = clock;
        this.settlesAfter = settlesAfter;
    }

    @Override
    public List<AuthorizeOutcome> run(Connection tx, List<Request> requests) throws SQLException {
        Map<String, CardBehaviour> cards = cards(tx, requests);
        Map<String, Charge> wanted = new LinkedHashMap<>();
        Instant now = clock.instant();
        for (Request r : requests) {
            CardBehaviour behaviour = cards.get(r.cardToken());
            if (behaviour != null) {
                wanted.putIfAbsent(
                        r.key(),
                        Charge.first(
                                r.key(),
                                Ids.next(),
                                behaviour,
                                r.cardToken(),
                                r.amount(),
                                r.returnPath(),
                                now.plus(settlesAfter)));
            }
        }
        Set<String> made = insert(tx, List.copyOf(wanted.values()), now);
        Map<String, Charge> charges = new HashMap<>(wanted);
        if (made.size() < requests.size()) {
            charges.putAll(
                    select(tx, requests.stream().map(Request::key).distinct().toArray(String[]::new)));
        }
        List<AuthorizeOutcome> outcomes = new ArrayList<>(requests.size());
        for (Request r : requests) {
            outcomes.add(outcome(r, charges.get(r.key()), made.remove(r.key())));
        }
        return outcomes;
    }

    private static AuthorizeOutcome outcome(Request request, @Nullable Charge charge, boolean made) {
        if (charge == null) {
            return new AuthorizeOutcome.Declined("none", DeclineCode.UNKNOWN_CARD);
        }
        if (charge.state() != Charge.State.VOIDED && !charge.asksFor(request.cardToken(), request.amount())) {
            throw Failure.conflict("payments.key-reused", "This key belongs to another authorization.");
        }
        if (made && charge.behaviour() == CardBehaviour.ANSWER_LOST) {
            return new AuthorizeOutcome.Unknown("The connection timed out before the answer came.");
        }
        return charge.outcome();
    }

    private static Map<String, CardBehaviour> cards(Connection tx, List<Request> requests) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(CARDS)) {
            select.setArray(
                    1,
                    tx.createArrayOf(
                            "text",
                            requests.stream().map(Request::cardToken).distinct().toArray()));
            Map<String, CardBehaviour> cards = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    cards.put(rows.getString(1), CardBehaviour.valueOf(rows.getString(2)));
                }
            }
            return cards;
        }
    }

    private static Set<String> insert(Connection tx, List<Charge> charges, Instant now) throws SQLException {
        Set<String> made = new HashSet<>();
        if (charges.isEmpty()) {
            return made;
        }
        try (PreparedStatement insert = tx.prepareStatement(INSERT)) {
            insert.setObject(1, SqlTime.of(now));
            insert.setArray(2, array(tx, "text", charges, Charge::key));
            insert.setArray(3, array(tx, "uuid", charges, Charge::reference));
            insert.setArray(4, array(tx, "text", charges, c -> c.behaviour().name()));
            insert.setArray(5, array(tx, "text", charges, Charge::cardToken));
            insert.setArray(
                    6, array(tx, "text", charges, c -> c.amount().currency().getCurrencyCode()));
            insert.setArray(7, array(tx, "bigint", charges, c -> c.amount().minor()));
            insert.setArray(8, array(tx, "text", charges, Charge::returnPath));
            insert.setArray(9, array(tx, "text", charges, c -> c.state().name()));
            insert.setArray(10, array(tx, "text", charges, c -> {
                DeclineCode decline = c.decline();
                return decline == null ? null : decline.name();
            }));
            insert.setArray(11, array(tx, "timestamptz", charges, c -> {
                Instant settles = c.settlesAt();
                return settles == null ? null : settles.toString();
            }));
            try (ResultSet rows = insert.executeQuery()) {
                while (rows.next()) {
                    made.add(rows.getString(1));
                }
            }
        }
        return made;
    }

    static Map<String, Charge> select(Connection tx, String[] keys) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(SELECT)) {
            select.setArray(1, tx.createArrayOf("text", keys));
            Map<String, Charge> charges = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Charge charge = Charge.read(rows, 0);
                    charges.put(charge.key(), charge);
                }
            }
            return charges;
        }
    }

    private interface Column {
        @Nullable
        Object of(Charge charge);
    }

    private static java.sql.Array array(Connection tx, String type, List<Charge> charges, Column column)
            throws SQLException {
        @Nullable Object[] values = new @Nullable Object[charges.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.of(charges.get(i));
        }
        return tx.createArrayOf(type, values);
    }
}
