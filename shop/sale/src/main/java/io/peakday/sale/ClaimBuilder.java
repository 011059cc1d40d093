package io.peakday.sale;

import io.peakday.sale.SaleApi.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The answer to a claim: its outcome, and of the rest only what belongs to that outcome. */
final class ClaimBuilder {
    private final String outcome;
    private @Nullable Integer quantity;
    private @Nullable Instant holdUntil;
    private @Nullable String state;
    private @Nullable Instant opensAt;
    private @Nullable Integer perCustomer;
    private @Nullable Long position;
    private @Nullable Long estimateSeconds;
    private @Nullable Long retryAfterMillis;
    private @Nullable Integer difficulty;

    ClaimBuilder(String outcome) {
        this.outcome = outcome;
    }

    ClaimBuilder hold(int quantity, Instant until) {
        this.quantity = quantity;
        this.holdUntil = until;
        return this;
    }

    ClaimBuilder notOpen(SaleState state, Instant opensAt) {
        this.state = state.name().toLowerCase(Locale.ROOT);
        this.opensAt = opensAt;
        return this;
    }

    ClaimBuilder perCustomer(int perCustomer) {
        this.perCustomer = perCustomer;
        return this;
    }

    ClaimBuilder place(@Nullable Long position, @Nullable Duration estimate, Duration retryAfter) {
        this.position = position;
        this.estimateSeconds = estimate == null ? null : estimate.toSeconds();
        this.retryAfterMillis = retryAfter.toMillis();
        return this;
    }

    ClaimBuilder difficulty(int difficulty) {
        this.difficulty = difficulty;
        return this;
    }

    Claim build() {
        return new Claim(
                outcome,
                quantity,
                holdUntil,
                state,
                opensAt,
                perCustomer,
                position,
                estimateSeconds,
                retryAfterMillis,
                difficulty);
    }
}
