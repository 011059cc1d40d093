package io.peakday.sale;

import io.peakday.kernel.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An item sold at a price of its own between two moments; alone, or with others in one sale.
 *
 * @param groupId the same for all items of a sale: the id of the first
 * @param allocated units taken from the stock for this sale; nothing else can sell them
 * @param perCustomer the most units of one customer
 * @param hold how long a claim waits for its payment
 * @param opensAt inclusive, {@code closesAt} exclusive; by the database's clock
 * @param admission who is let in, and how fast; the waiting room is called like the group; null if there is none
 * @param accessCode what a customer must know to claim; null: nothing
 * @param stoppedAt when it was ended permanently before its time; null if it was not
 * @param settledAt when what nobody bought went back to the stock; null until then
 */
public record Sale(
        UUID id,
        UUID groupId,
        String name,
        UUID variantId,
        Money price,
        int allocated,
        int perCustomer,
        Duration hold,
        Instant opensAt,
        Instant closesAt,
        @Nullable AdmissionPolicy admission,
        @Nullable String accessCode,
        boolean paused,
        @Nullable Instant stoppedAt,
        @Nullable Instant settledAt,
        long version) {
    public SaleState stateAt(Instant now) {
        return SaleState.at(now, opensAt, closesAt, paused, stoppedAt != null);
    }

    /** The latest, or when it opens or closes before: to the moment, so that nobody reads that it has not opened when it has. */
    public Instant shownUntil(Instant now, Instant latest) {
        return Stream.of(opensAt, closesAt)
                .filter(at -> at.isAfter(now) && at.isBefore(latest))
                .min(Instant::compareTo)
                .orElse(latest);
    }
}
