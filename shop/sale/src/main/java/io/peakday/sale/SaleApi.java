package io.peakday.sale;

import io.peakday.cache.Prebuilt;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.SignedSession;
import io.peakday.web.Hot;
import io.peakday.web.Priority;
import io.peakday.web.Repeated;
import io.peakday.web.Route;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A sale as its customers see it, and the claim. */
@RestController
@RequestMapping("/api/v1/sales")
@Route(priority = Priority.RUSH)
class SaleApi {
    private final FlashSales sales;
    private final PublicSales publicSales;

    SaleApi(FlashSales sales, PublicSales publicSales) {
        this.sales = sales;
        this.publicSales = publicSales;
    }

    /**
     * @param quantity one if it is not said
     * @param code of a sale with {@code codeRequired}
     */
    record ClaimForm(@Nullable Integer quantity, @Nullable String code) {}

    /**
     * What came of it; every outcome is an answer, none an error.
     *
     * @param outcome {@code claimed}, {@code already-claimed}, {@code sold-out}, {@code not-open}, {@code limit-reached},
     *     {@code waiting}, {@code challenge-required}, {@code access-required}
     * @param state with {@code not-open}: why
     * @param opensAt with {@code not-open}
     * @param perCustomer with {@code limit-reached}
     * @param position with {@code waiting}: how many are before you; not before the opening
     * @param estimateSeconds with {@code waiting}: how long that may take, if anybody can say
     * @param askAgainMillis with {@code waiting}: when to claim again, at the earliest
     * @param bits with {@code challenge-required}: how hard it is; see {@code /api/v1/waiting/{room}/challenge}
     */
    record Claim(
            String outcome,
            @Nullable Integer quantity,
            @Nullable Instant holdUntil,
            @Nullable String state,
            @Nullable Instant opensAt,
            @Nullable Integer perCustomer,
            @Nullable Long position,
            @Nullable Long estimateSeconds,
            @Nullable Long askAgainMillis,
            @Nullable Integer bits)
            implements Repeated {
        private static final Claim SOLD_OUT = new ClaimBuilder("sold-out").build();
        private static final Claim ACCESS_REQUIRED = new ClaimBuilder("access-required").build();

        @Override
        @SuppressWarnings("ReferenceEquality") // the very objects that everybody is answered with
        public boolean repeated() {
            return this == SOLD_OUT || this == ACCESS_REQUIRED;
        }

        static Claim of(ClaimOutcome outcome) {
            return switch (outcome) {
                case ClaimOutcome.Claimed now ->
                    new ClaimBuilder("claimed")
                            .hold(now.quantity(), now.holdUntil())
                            .build();
                case ClaimOutcome.AlreadyClaimed before ->
                    new ClaimBuilder("already-claimed")
                            .hold(before.quantity(), before.holdUntil())
                            .build();
                case ClaimOutcome.SoldOut none -> SOLD_OUT;
                case ClaimOutcome.NotOpen not ->
                    new ClaimBuilder("not-open")
                            .notOpen(not.state(), not.opensAt())
                            .build();
                case ClaimOutcome.AccessRequired code -> ACCESS_REQUIRED;
                case ClaimOutcome.LimitReached limit ->
                    new ClaimBuilder("limit-reached")
                            .perCustomer(limit.perCustomer())
                            .build();
                case ClaimOutcome.Waiting line ->
                    new ClaimBuilder("waiting")
                            .place(line.position(), line.estimate(), line.retryAfter())
                            .build();
                case ClaimOutcome.ChallengeRequired challenge ->
                    new ClaimBuilder("challenge-required")
                            .difficulty(challenge.difficulty())
                            .build();
            };
        }
    }

    @Hot(answers = PublicSale.class)
    @GetMapping("/{id}")
    Prebuilt find(@PathVariable UUID id) {
        return publicSales.of(id);
    }

    /** The signed-in customer releases what is held; that nothing is held (any more) is as good. */
    @DeleteMapping("/{id}/claim")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void release(@PathVariable UUID id) {
        sales.release(id, CurrentActor.requireCustomer().id());
    }

    /**
     * The signed-in customer asks for units; asking again gives the same claim, so no Idempotency-Key is needed. That nothing is
     * left is said on a session's signature alone: once a sale has sold out, a million who ask cost no query.
     */
    @Hot
    @Route(limit = "claim")
    @PostMapping("/{id}/claim")
    Claim claim(@PathVariable UUID id, @RequestBody ClaimForm form) {
        Optional<ClaimOutcome> refused =
                CurrentActor.signedCustomerId().flatMap(customer -> sales.refusal(id, customer));
        if (refused.isPresent()) {
            return Claim.of(refused.get());
        }
        int quantity = form.quantity() == null ? 1 : form.quantity();
        Optional<SignedSession> session = CurrentActor.signedSession();
        return Claim.of(
                session.isPresent()
                        ? sales.claim(id, session.get(), quantity, form.code())
                        : sales.claim(id, CurrentActor.requireCustomer().id(), quantity, form.code()));
    }
}
