package io.peakday.sale;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.peakday.engines.Database;
import io.peakday.identity.Budgets;
import io.peakday.identity.Budgets.Budget;
import io.peakday.kernel.Failure;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how often a customer may be wrong about the codes of sales: so often an hour, counted for all nodes and sales together.
 * A right code costs nothing. A node that learns that somebody has guessed too often compares nothing of theirs until the hour is
 * over; so beyond the bound there are at most two more guesses for each node, one at the sale and one at its waiting room.
 */
final class CodeGuesses {
    private static final int MOST = 20;
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int REMEMBERED = 100_000;

    private final Budgets budgets;
    private final Cache<UUID, UUID> tooMany = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(WINDOW)
            .build();

    CodeGuesses(Database database) {
        this.budgets = new Budgets(database);
    }

    /**
     * Whether the customer knows the code; compared in a time that does not depend on where they differ.
     *
     * @param needed the code as {@link AccessCodes#bytes} has it
     * @throws Failure {@code sale.too-many-codes}
     */
    boolean isRight(byte[] needed, UUID customerId, @Nullable String given) {
        byte[] bytes = AccessCodes.bytes(given);
        if (bytes == null || bytes.length == 0) {
            return false;
        }
        if (tooMany.getIfPresent(customerId) != null) {
            throw refused();
        }
        if (MessageDigest.isEqual(needed, bytes)) {
            return true;
        }
        if (!budgets.take(List.of(new Budget("sale code " + customerId, MOST, WINDOW)))
                .isZero()) {
            tooMany.put(customerId, customerId);
            throw refused();
        }
        return false;
    }

    private static Failure refused() {
        return Failure.tooMany(
                "sale.too-many-codes", "You have tried too many wrong codes; please try again in an hour.", WINDOW);
    }
}
