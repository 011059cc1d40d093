package io.peakday.sale;

import io.peakday.cache.CoalescingCache;
import io.peakday.cache.CoalescingCache.Fresh;
import io.peakday.engines.Database;
import io.peakday.waiting.JoinGuard;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The codes of sales that are for those who know one. A sale's waiting room is called like its group, and takes nobody who does not know
 * the code either, also once the first item, whose id that was, is taken out.
 */
final class AccessCodes implements JoinGuard {
    private static final int REMEMBERED = 10_000;

    /** A sale's code is said when it is planned, and stays. */
    private final CoalescingCache<UUID, Optional<byte[]>> codes;

    private final CodeGuesses guesses;

    AccessCodes(Database database, InstantSource clock) {
        guesses = new CodeGuesses(database);
        SaleRows rows = new SaleRows(database);
        codes = new CoalescingCache<>(
                REMEMBERED,
                (id, code) -> 1,
                clock,
                group -> rows.accessCode(group)
                        .map(code ->
                                new Fresh<>(code.flatMap(known -> Optional.ofNullable(bytes(known))), (Instant) null))
                        .orElse(null));
    }

    @Override
    public boolean admits(UUID roomId, UUID customerId, @Nullable String code) {
        Optional<byte[]> needed = codes.get(roomId);
        return needed == null || needed.isEmpty() || guesses.isRight(needed.get(), customerId, code);
    }

    /** As it is compared: in upper case, without blanks around it. */
    static byte @Nullable [] bytes(@Nullable String code) {
        return code == null ? null : code.strip().toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    }
}
