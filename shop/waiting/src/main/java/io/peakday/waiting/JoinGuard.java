package io.peakday.waiting;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says who may take a place in a room at all, by what they know. Declared as a bean by whoever knows what is waited for; asked
 * on every way in.
 */
@FunctionalInterface
public interface JoinGuard {
    /** Everybody may. */
    JoinGuard OPEN = (roomId, customerId, code) -> true;

    /**
     * @param code what the customer gave
     * @throws io.peakday.kernel.Failure if this customer was wrong too often
     */
    boolean admits(UUID roomId, UUID customerId, @Nullable String code);
}
