package io.peakday.sale;

import io.peakday.identity.CurrentActor;
import io.peakday.web.Hot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A sale as its customers see it, and the claim. */
@RestController
@RequestMapping("/api/v1/sales")
class SaleApi {
    private final Sales sales;
    private final InstantSource clock;

    SaleApi(Sales sales, InstantSource clock) {
        this.sales = sales;
        this.clock = clock;
    }

    /** @param quantity one if it is not said */
    record ClaimForm(@Nullable Integer quantity) {}

    /**
     * What came of it; every outcome is an answer, none an error.
     *
     * @param outcome {@code claimed}, {@code already-claimed}, {@code sold-out}, {@code not-open}, {@code limit-reached}
     * @param state with {@code not-open}: why
     * @param opensAt with {@code not-open}
     * @param perCustomer with {@code limit-reached}
     */
    record Claim(
            String outcome,
            @Nullable Integer quantity,
            @Nullable Instant holdUntil,
            @Nullable String state,
            @Nullable Instant opensAt,
            @Nullable Integer perCustomer) {
        private static final Claim SOLD_OUT = new Claim("sold-out", null, null, null, null, null);

        static Claim of(ClaimOutcome outcome) {
            return switch (outcome) {
                case ClaimOutcome.Claimed now ->
                    new Claim("claimed", now.quantity(), now.holdUntil(), null, null, null);
                case ClaimOutcome.AlreadyClaimed before ->
                    new Claim("already-claimed", before.quantity(), before.holdUntil(), null, null, null);
                case ClaimOutcome.SoldOut none -> SOLD_OUT;
                case ClaimOutcome.NotOpen not ->
                    new Claim("not-open", null, null, not.state().name().toLowerCase(Locale.ROOT), not.opensAt(), null);
                case ClaimOutcome.LimitReached limit ->
                    new Claim("limit-reached", null, null, null, null, limit.perCustomer());
            };
        }
    }

    @GetMapping("/{id}")
    PublicSale find(@PathVariable UUID id) {
        return PublicSale.of(sales.now(id).orElseThrow(Sales::notFound), clock.instant());
    }

    /** The signed-in customer asks for pieces; asking again gives the same claim, so no Idempotency-Key is needed. */
    @Hot
    @PostMapping("/{id}/claim")
    Claim claim(@PathVariable UUID id, @RequestBody ClaimForm form) {
        UUID customer = CurrentActor.requireCustomer().id();
        return Claim.of(sales.claim(id, customer, form.quantity() == null ? 1 : form.quantity()));
    }
}
