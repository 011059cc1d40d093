package io.peakday.payments.sandbox;

import io.peakday.engines.GroupCommit;
import io.peakday.kernel.Money;
import io.peakday.payments.CaptureOutcome;
import io.peakday.payments.DeclineCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Many captures in one transaction. One guarded update takes the amounts that are held; who is not among those taken was
 * captured before (by the same key: the same answer), or cannot be.
 */
final class CaptureBatch implements GroupCommit.Batch<CaptureBatch.Request, CaptureOutcome> {
    record Request(String key, String authorizeKey, Money amount) {}

    private static final String TAKE = """
            update sandbox.charge c
            set state = 'CAPTURED', captured = c.amount, capture_key = r.key, capture_attempts = capture_attempts + 1
            from unnest(?::text[], ?::text[], ?::bigint[], ?::text[]) as r (authorize_key, key, amount, currency)
            where c.authorize_key = r.authorize_key and c.state = 'AUTHORIZED'
              and c.amount = r.amount and c.currency = r.currency
              and not (c.behaviour = 'CAPTURE_FAILS_ONCE' and c.capture_attempts = 0)
            returning c.capture_key, c.reference, c.behaviour""";
    private static final String COUNT_FAILED =
            "update sandbox.charge set capture_attempts = 1 where authorize_key = ? and capture_attempts = 0";

    @Override
    public List<CaptureOutcome> run(Connection tx, List<Request> requests) throws SQLException {
        Map<String, CaptureOutcome> taken = take(tx, requests);
        String[] others = requests.stream()
                .filter(r -> !taken.containsKey(r.key()))
                .map(Request::authorizeKey)
                .toArray(String[]::new);
        Map<String, Charge> charges = others.length == 0 ? Map.of() : AuthorizeBatch.select(tx, others);
        List<CaptureOutcome> outcomes = new ArrayList<>(requests.size());
        for (Request request : requests) {
            CaptureOutcome now = taken.get(request.key());
            outcomes.add(now != null ? now : before(tx, request, charges.get(request.authorizeKey())));
        }
        return outcomes;
    }

    private static CaptureOutcome before(Connection tx, Request request, @Nullable Charge charge) throws SQLException {
        if (charge == null) {
            return new CaptureOutcome.Refused(DeclineCode.NOT_POSSIBLE);
        }
        if (request.key().equals(charge.captureKey())) {
            return new CaptureOutcome.Captured(charge.reference().toString());
        }
        if (charge.state() == Charge.State.AUTHORIZED
                && charge.behaviour() == CardBehaviour.CAPTURE_FAILS_ONCE
                && charge.captureAttempts() == 0) {
            try (PreparedStatement count = tx.prepareStatement(COUNT_FAILED)) {
                count.setString(1, request.authorizeKey());
                count.executeUpdate();
            }
            return new CaptureOutcome.Unknown("The connection was reset.");
        }
        return charge.state() == Charge.State.PROCESSING || charge.state() == Charge.State.CHALLENGED
                ? new CaptureOutcome.Unknown("The authorization is not decided yet.")
                : new CaptureOutcome.Refused(DeclineCode.NOT_POSSIBLE);
    }

    private static Map<String, CaptureOutcome> take(Connection tx, List<Request> requests) throws SQLException {
        Map<String, CaptureOutcome> taken = new HashMap<>();
        try (PreparedStatement take = tx.prepareStatement(TAKE)) {
            take.setArray(1, tx.createArrayOf("text", column(requests, Request::authorizeKey)));
            take.setArray(2, tx.createArrayOf("text", column(requests, Request::key)));
            take.setArray(
                    3,
                    tx.createArrayOf("bigint", column(requests, r -> r.amount().minor())));
            take.setArray(
                    4,
                    tx.createArrayOf(
                            "text", column(requests, r -> r.amount().currency().getCurrencyCode())));
            try (ResultSet rows = take.executeQuery()) {
                while (rows.next()) {
                    boolean lost = rows.getString(3).equals(CardBehaviour.CAPTURE_ANSWER_LOST.name());
                    taken.put(
                            rows.getString(1),
                            lost
                                    ? new CaptureOutcome.Unknown("The connection timed out before the answer came.")
                                    : new CaptureOutcome.Captured(rows.getString(2)));
                }
            }
        }
        return taken;
    }

    private static Object[] column(List<Request> requests, Function<Request, Object> column) {
        return requests.stream().map(column).toArray();
    }
}
