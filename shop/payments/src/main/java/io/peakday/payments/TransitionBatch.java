package io.peakday.payments;

import io.peakday.engines.GroupCommit;
import io.peakday.engines.SqlTime;
import io.peakday.events.Fact;
import io.peakday.events.Outbox;
import io.peakday.kernel.Failure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Moves of many payments in one transaction. Each is guarded by the states it may come from and writes its ledger line in the
 * same statement; a move that is not legal from where the payment stands by now changes nothing, and its caller gets the
 * payment as it is.
 */
final class TransitionBatch implements GroupCommit.Batch<TransitionBatch.Move, Payment> {
    /**
     * @param announce whether to notify the other modules, because nobody waits for this answer
     */
    record Move(
            UUID paymentId,
            PaymentState to,
            @Nullable DeclineCode decline,
            @Nullable String challengeUrl,
            String detail,
            boolean announce) {
        /** To a state that neither a refusal nor a challenge goes with. */
        static Move to(UUID paymentId, PaymentState to, String detail, boolean announce) {
            return new Move(paymentId, to, null, null, detail, announce);
        }
    }

    private static final Duration FIRST_CHECK = Duration.ofSeconds(1);

    private static final String MOVE = """
            with moved as (
                update payments.payment p
                set state = m.to_state,
                    captured = case when m.to_state = 'CAPTURED' then p.amount else p.captured end,
                    decline = m.to_decline, challenge_url = m.to_url, updated_at = ?,
                    next_check = case when m.to_state = 'UNKNOWN' then clock_timestamp() + make_interval(secs => ?) end
                from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                    as m (payment_id, to_state, legal_from, to_decline, to_url, to_detail)
                where p.id = m.payment_id and p.state = any (string_to_array(m.legal_from, ','))
                returning p.*, m.to_detail
            ), noted as (
                insert into payments.ledger (payment_id, at, kind, currency, amount, detail)
                select id, updated_at, lower(state), currency, captured, to_detail from moved
            )
            select * from moved""";

    private final InstantSource clock;
    private final Outbox outbox;

    TransitionBatch(InstantSource clock, Outbox outbox) {
        this.clock = clock;
        this.outbox = outbox;
    }

    @Override
    public List<Payment> run(Connection tx, List<Move> moves) throws SQLException {
        // One statement moves a row once: a second move of the same payment goes into the next.
        List<Move> now = new ArrayList<>();
        List<Move> next = new ArrayList<>();
        var seen = new HashSet<UUID>();
        for (Move move : moves) {
            (seen.add(move.paymentId()) ? now : next).add(move);
        }
        Map<UUID, Payment> after = move(tx, now);
        for (Move move : next) {
            after.putAll(move(tx, List.of(move)));
        }
        UUID[] still = moves.stream()
                .map(Move::paymentId)
                .filter(id -> !after.containsKey(id))
                .toArray(UUID[]::new);
        if (still.length > 0) {
            after.putAll(PaymentRows.select(tx, still));
        }
        List<Payment> payments = new ArrayList<>(moves.size());
        for (Move move : moves) {
            Payment payment = after.get(move.paymentId());
            if (payment == null) {
                throw Failure.notFound("payments.not-found", "There is no such payment.");
            }
            payments.add(payment);
        }
        return payments;
    }

    private Map<UUID, Payment> move(Connection tx, List<Move> moves) throws SQLException {
        Instant now = clock.instant();
        Map<UUID, Payment> moved = new HashMap<>();
        try (PreparedStatement move = tx.prepareStatement(MOVE)) {
            move.setObject(1, SqlTime.of(now));
            move.setLong(2, FIRST_CHECK.toSeconds());
            move.setArray(3, tx.createArrayOf("uuid", column(moves, Move::paymentId)));
            move.setArray(4, text(tx, moves, m -> m.to().name()));
            move.setArray(5, text(tx, moves, m -> legalFrom(m.to())));
            move.setArray(6, text(tx, moves, m -> {
                DeclineCode decline = m.decline();
                return decline == null ? null : decline.name();
            }));
            move.setArray(7, text(tx, moves, Move::challengeUrl));
            move.setArray(8, text(tx, moves, Move::detail));
            try (ResultSet rows = move.executeQuery()) {
                while (rows.next()) {
                    Payment payment = PaymentRows.read(rows, 0);
                    moved.put(payment.id(), payment);
                }
            }
        }
        announce(tx, moves, moved);
        return moved;
    }

    private void announce(Connection tx, List<Move> moves, Map<UUID, Payment> moved) throws SQLException {
        List<Fact<?>> facts = moves.stream()
                .filter(m -> m.announce() && m.to() != PaymentState.UNKNOWN && moved.containsKey(m.paymentId()))
                .<Fact<?>>map(m -> new Fact<>(
                        PaymentEvents.SETTLED,
                        m.paymentId().toString(),
                        new PaymentEvents.PaymentSettled(m.paymentId(), m.to())))
                .toList();
        if (!facts.isEmpty()) {
            outbox.appendFacts(tx, facts);
        }
    }

    private static String legalFrom(PaymentState to) {
        return Arrays.stream(PaymentState.values())
                .filter(from -> PaymentTransitions.legal(from, to))
                .map(Enum::name)
                .collect(Collectors.joining(","));
    }

    private static Object[] column(List<Move> moves, Function<Move, Object> column) {
        return moves.stream().map(column).toArray();
    }

    private static java.sql.Array text(Connection tx, List<Move> moves, TextColumn column) throws SQLException {
        @Nullable String[] values = new @Nullable String[moves.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.of(moves.get(i));
        }
        return tx.createArrayOf("text", values);
    }

    private interface TextColumn {
        @Nullable
        String of(Move move);
    }
}
