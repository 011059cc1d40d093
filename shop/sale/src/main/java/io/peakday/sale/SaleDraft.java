package io.peakday.sale;

import io.peakday.kernel.Checks;
import io.peakday.kernel.FieldError;
import io.peakday.kernel.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A sale as somebody wants it to be.
 *
 * @param allocated 1 to {@value #MAX_ALLOCATED}
 * @param perCustomer 1 to {@value #MAX_PER_CUSTOMER}
 * @param hold from 10 seconds to a day
 * @param closesAt after {@code opensAt}, in the future, within 25 days from now
 * @param admission the waiting room before it; null: everybody may claim at once
 * @param accessCode what a customer must know to claim: 6 to 40 letters, digits and dashes, in upper or lower case; null: nothing
 */
public record SaleDraft(
        String name,
        UUID variantId,
        Money price,
        int allocated,
        int perCustomer,
        Duration hold,
        Instant opensAt,
        Instant closesAt,
        @Nullable AdmissionPolicy admission,
        @Nullable String accessCode) {
    /** How long a claim is held to be paid, where nobody says. */
    public static final Duration DEFAULT_HOLD = Duration.ofMinutes(10);

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9-]{6,40}");

    /** For everybody, and without a waiting room. */
    public SaleDraft(
            String name,
            UUID variantId,
            Money price,
            int allocated,
            int perCustomer,
            Duration hold,
            Instant opensAt,
            Instant closesAt) {
        this(name, variantId, price, allocated, perCustomer, hold, opensAt, closesAt, null, null);
    }

    public static final int MAX_ALLOCATED = 100_000;
    public static final int MAX_PER_CUSTOMER = 100;
    static final Duration SHORTEST_HOLD = Duration.ofSeconds(10);
    static final Duration LONGEST_HOLD = Duration.ofDays(1);
    static final Duration LONGEST = Duration.ofDays(25);

    /** What would plan this sale again. */
    public static SaleDraft of(Sale sale) {
        return new SaleDraft(
                sale.name(),
                sale.variantId(),
                sale.price(),
                sale.allocated(),
                sale.perCustomer(),
                sale.hold(),
                sale.opensAt(),
                sale.closesAt(),
                sale.admission(),
                sale.accessCode());
    }

    SaleDraft until(Instant other) {
        return new SaleDraft(
                name, variantId, price, allocated, perCustomer, hold, opensAt, other, admission, accessCode);
    }

    /** The same sale of another item. */
    public SaleDraft with(SaleItem item) {
        return new SaleDraft(
                name,
                item.variantId(),
                item.price(),
                item.allocated(),
                item.perCustomer(),
                hold,
                opensAt,
                closesAt,
                admission,
                accessCode);
    }

    void check(Instant now) {
        checks(now).orThrow("sale.bad-sale", "This sale cannot be planned.");
    }

    /** Every field that is wrong, at that moment; none if the sale can be planned. */
    public List<FieldError> wrong(Instant now) {
        return checks(now).errors();
    }

    private Checks checks(Instant now) {
        Checks checks = new Checks()
                .text("name", name, 1, 200)
                .range("price", price.minor(), 0, 1_000_000_000L)
                .range("setAside", allocated, 1, MAX_ALLOCATED)
                .range("perCustomer", perCustomer, 1, MAX_PER_CUSTOMER);
        if (admission != null) {
            admission.check(checks, "door.");
        }
        return checks.require(
                        accessCode == null || CODE.matcher(accessCode).matches(),
                        "accessCode",
                        "malformed",
                        "An access code has 6 to 40 letters, digits and dashes.")
                .require(
                        hold.compareTo(SHORTEST_HOLD) >= 0 && hold.compareTo(LONGEST_HOLD) <= 0,
                        "hold",
                        "out-of-range",
                        "The hold must be from 10 seconds to a day.")
                .require(closesAt.isAfter(now), "closesAt", "past", "A sale cannot close in the past.")
                .require(closesAt.isAfter(opensAt), "closesAt", "order", "A sale must close after it opens.")
                .require(
                        Duration.between(now, closesAt).compareTo(LONGEST) <= 0,
                        "closesAt",
                        "out-of-range",
                        "A sale must be over within " + LONGEST.toDays() + " days from now.");
    }
}
