package io.peakday.sale;

import io.peakday.cache.Prebuilt;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.SignedSession;
import io.peakday.web.Hot;
import io.peakday.web.Priority;
import io.peakday.web.Repeated;
import io.peakday.web.Route;
import io.swagger.v3.oas.annotations.tags.Tag;
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

/**
 * Sales for shoppers: units of sought-after items at prices of their own, for a limited time. A signed-in customer claims units, which are
 * then held for a while to be put into the cart and paid.
 */
@RestController
@Tag(name = "Sales")
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
     * How many units are claimed.
     *
     * @param quantity units wanted, 1 to 100 and at most {@code perCustomer} of the sale; 1 if left out
     * @param code the access code of a sale with {@code codeRequired}, in upper or lower case; null: none
     */
    record ClaimForm(@Nullable Integer quantity, @Nullable String code) {}

    /**
     * What came of a claim; every outcome is an answer, none an error. What does not belong to the outcome is null.
     *
     * @param outcome {@code claimed}: the units are held for the customer; {@code already-claimed}: units were claimed before, and no more
     *     were taken; {@code sold-out}: fewer units than wanted are left now, and more may come back; {@code not-open}: not yet, not now, or
     *     not any more; {@code limit-reached}: with what the customer bought it would be more than {@code perCustomer}; {@code waiting}: it is
     *     not the customer's turn in the waiting room yet, claim again later; {@code challenge-required}: join the waiting room with a solved
     *     challenge first; {@code access-required}: the access code is missing or wrong
     * @param quantity with {@code claimed} and {@code already-claimed}: units held
     * @param holdUntil with {@code claimed} and {@code already-claimed}: until when they are held to be paid
     * @param state {@code planned}, {@code paused}, {@code closed} or {@code stopped}, with {@code not-open}
     * @param opensAt with {@code not-open}: when the sale opens or opened
     * @param perCustomer with {@code limit-reached}: the most units for one customer
     * @param position with {@code waiting}: how many customers are before this one; null before the opening
     * @param estimateSeconds with {@code waiting}: how many seconds that may take; null where it cannot be estimated
     * @param askAgainMillis with {@code waiting}: after how many milliseconds to claim again
     * @param bits with {@code challenge-required}: leading zero bits that a solution needs, as of {@code getWaitingChallenge}
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

    /**
     * Gets a sale as everybody may see it.
     *
     * <p>The answer is a quarter of a second old at most, and never from before an opening or a closing. A page that counts down asks
     * again every second or two and counts by {@code serverTime}.
     *
     * @param id an item of a sale
     * @return the item and its sale
     * @throws io.peakday.kernel.Failure {@code sale.not-found} (404) if there is no such item
     */
    @Hot(answers = PublicSale.class)
    @GetMapping("/{id}")
    Prebuilt getSale(@PathVariable UUID id) {
        return publicSales.of(id);
    }

    /**
     * Releases the units that the signed-in customer holds.
     *
     * <p>They are on sale again at once, and may be claimed again as long as something is left. Where nothing is held (any more) this
     * succeeds, too, so it may be repeated.
     *
     * @param id an item of a sale
     * @throws io.peakday.kernel.Failure {@code identity.sign-in-required} (401) if no customer is signed in
     * @throws io.peakday.kernel.Failure {@code sale.not-found} (404) if there is no such item
     * @throws io.peakday.kernel.Failure {@code sale.being-paid} (409) if a checkout of these units is under way
     */
    @DeleteMapping("/{id}/claim")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void releaseClaim(@PathVariable UUID id) {
        sales.release(id, CurrentActor.requireCustomer().id());
    }

    /**
     * Claims units of a sale for the signed-in customer.
     *
     * <p>Claimed units are held until {@code holdUntil}. Put them into the cart and check out before; a hold that is not paid in time
     * expires, the units are on sale again and the event {@code sale.hold-lapsed} follows. Asking again gives the same claim, so no
     * Idempotency-Key is needed.
     *
     * <p>A sale with a waiting room gives a place in line to whoever has none, and {@code waiting} until it is the customer's turn. Units that
     * come back after {@code sold-out} can be claimed within a second. Of wrong access codes a customer may give 20 an hour, over all sales.
     *
     * @param id an item of a sale
     * @param form how many units, and the access code if one is needed
     * @return what came of it; the units are the customer's to pay only if the outcome is {@code claimed} or {@code already-claimed}
     * @throws io.peakday.kernel.Failure {@code sale.bad-claim} (400) if the quantity is not from 1 to 100
     * @throws io.peakday.kernel.Failure {@code identity.sign-in-required} (401) if no customer is signed in, or the session has ended
     * @throws io.peakday.kernel.Failure {@code sale.not-found} (404) if there is no such item
     * @throws io.peakday.kernel.Failure {@code waiting.not-found} (404) if the sale closed so long ago that its waiting room is deleted
     * @throws io.peakday.kernel.Failure {@code sale.too-many-codes} (429) if too many wrong access codes were given; wait an hour
     * @throws io.peakday.kernel.Failure {@code group.full} (429) if too many claims are waiting to be decided; try again shortly
     * @throws io.peakday.kernel.Failure {@code sale.line-full} (503) if the sale's waiting room is full
     */
    @Hot
    @Route(limit = "claim")
    @PostMapping("/{id}/claim")
    Claim claimUnits(@PathVariable UUID id, @RequestBody ClaimForm form) {
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
