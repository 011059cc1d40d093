package io.peakday.sale;

import io.peakday.contracts.CheckoutStep;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether the customer still holds what the cart has of sales: a claim may have been released, paid with another checkout, or have run
 * out since it was put there. Whether it really can be paid is decided in the checkout's transaction; this only says it in words of
 * its own, and before a payment is begun. A sale that is paused or over is no reason to stop: what was claimed in time can be paid.
 */
final class HeldClaims implements CheckoutStep {
    private static final String NOTHING_CHARGED = "Nothing was charged.";
    private static final String AGAIN =
            "Take it out of your cart, or claim again on the page of the sale and put that into the cart.";

    private final FlashSales sales;

    HeldClaims(FlashSales sales) {
        this.sales = sales;
    }

    @Override
    public String name() {
        return "sale-claims";
    }

    @Override
    public boolean concerns(Attempt attempt) {
        return attempt.lines().stream().anyMatch(line -> line.allocation() != null);
    }

    @Override
    public Verdict check(Attempt attempt) {
        List<Line> claimed = attempt.lines().stream()
                .filter(line -> line.allocation() != null)
                .toList();
        Map<UUID, LastClaim> last =
                last(attempt.customer(), claimed.stream().map(Line::allocation).toList());
        for (Line line : claimed) {
            Verdict verdict = verdict(last.get(line.allocation()), line.quantity());
            if (verdict instanceof Verdict.Stop) {
                return verdict;
            }
        }
        return Verdict.pass();
    }

    /** By sale; a guest has none. */
    private Map<UUID, LastClaim> last(@Nullable UUID customer, List<UUID> saleIds) {
        return customer == null
                ? Map.of()
                : sales.lastClaims(customer, saleIds).stream()
                        .collect(Collectors.toMap(LastClaim::saleId, Function.identity()));
    }

    private static Verdict verdict(@Nullable LastClaim claim, int units) {
        if (claim == null) {
            return new Verdict.Stop("You hold nothing in a sale that is in your cart", List.of(NOTHING_CHARGED, AGAIN));
        }
        String name = claim.saleName();
        return switch (claim.state()) {
            case HELD ->
                claim.units() == units
                        ? Verdict.pass()
                        : new Verdict.Stop(
                                "You hold " + claim.units() + " of " + name + " now, your cart has " + units,
                                List.of(
                                        NOTHING_CHARGED,
                                        "Put what you hold into the cart again on the page of the sale."));
            case PAID ->
                new Verdict.Stop(
                        "You have bought " + name + " already",
                        List.of("It was paid with another order, and now nothing was charged.", AGAIN));
            case EXPIRED ->
                new Verdict.Stop(
                        "The time to pay " + name + " is over",
                        List.of("It went back on sale. " + NOTHING_CHARGED, AGAIN));
            case RETURNED ->
                new Verdict.Stop(
                        "You do not hold " + name + " any more",
                        List.of("You released it, and it is on sale again. " + NOTHING_CHARGED, AGAIN));
        };
    }
}
