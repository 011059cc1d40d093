package io.peakday.payments.sandbox;

import io.peakday.engines.SqlTime;
import io.peakday.kernel.Money;
import io.peakday.payments.AuthorizeOutcome;
import io.peakday.payments.DeclineCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One line of the sandbox's records: an authorization and what became of it. */
record Charge(
        String key,
        UUID reference,
        CardBehaviour behaviour,
        String cardToken,
        Money amount,
        String returnPath,
        State state,
        @Nullable DeclineCode decline,
        @Nullable String captureKey,
        int captureAttempts,
        long captured,
        long refunded,
        @Nullable Instant settlesAt) {

    enum State {
        AUTHORIZED,
        DECLINED,
        CHALLENGED,
        PROCESSING,
        CAPTURED,
        VOIDED
    }

    /** The decision: what a card of this behaviour gets when it is first asked. */
    static Charge first(
            String key,
            UUID reference,
            CardBehaviour behaviour,
            String token,
            Money amount,
            String returnPath,
            Instant later) {
        State state = switch (behaviour) {
            case INSUFFICIENT_FUNDS, EXPIRED_CARD, DO_NOT_HONOR -> State.DECLINED;
            case CHALLENGE, CHALLENGE_FAILS -> State.CHALLENGED;
            case WEBHOOK_LATER, WEBHOOK_DECLINED -> State.PROCESSING;
            case APPROVE, ANSWER_LOST, CAPTURE_FAILS_ONCE, CAPTURE_ANSWER_LOST, REFUND_FAILS -> State.AUTHORIZED;
        };
        DeclineCode decline = switch (behaviour) {
            case INSUFFICIENT_FUNDS -> DeclineCode.INSUFFICIENT_FUNDS;
            case EXPIRED_CARD -> DeclineCode.EXPIRED_CARD;
            case DO_NOT_HONOR -> DeclineCode.DO_NOT_HONOR;
            default -> null;
        };
        return new Charge(
                key,
                reference,
                behaviour,
                token,
                amount,
                returnPath,
                state,
                decline,
                null,
                0,
                0,
                0,
                state == State.PROCESSING ? later : null);
    }

    static Charge read(ResultSet row, int n) throws SQLException {
        String decline = row.getString("decline");
        return new Charge(
                row.getString("authorize_key"),
                row.getObject("reference", UUID.class),
                CardBehaviour.valueOf(row.getString("behaviour")),
                row.getString("card_token"),
                Money.of(row.getLong("amount"), row.getString("currency")),
                row.getString("return_path"),
                State.valueOf(row.getString("state")),
                decline == null ? null : DeclineCode.valueOf(decline),
                row.getString("capture_key"),
                row.getInt("capture_attempts"),
                row.getLong("captured"),
                row.getLong("refunded"),
                SqlTime.instantOrNull(row, "settles_at"));
    }

    boolean asksFor(String token, Money asked) {
        return cardToken.equals(token) && amount.equals(asked);
    }

    AuthorizeOutcome outcome() {
        return switch (state) {
            case AUTHORIZED, CAPTURED -> new AuthorizeOutcome.Authorized(reference.toString());
            case DECLINED ->
                new AuthorizeOutcome.Declined(
                        reference.toString(), decline == null ? DeclineCode.DO_NOT_HONOR : decline);
            case CHALLENGED ->
                new AuthorizeOutcome.ChallengeNeeded(reference.toString(), "/sandbox/challenge/" + reference);
            case PROCESSING -> new AuthorizeOutcome.Unknown("The bank is still deciding; a webhook will report it.");
            case VOIDED -> new AuthorizeOutcome.Declined(reference.toString(), DeclineCode.NOT_POSSIBLE);
        };
    }
}
