package io.peakday.secrets;

import io.peakday.kernel.Failure;
import io.peakday.kernel.Fault;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Argon2id (RFC 9106) by Spring Security's encoder, in bounded measure.
 *
 * <p>A hash is meant to be expensive: about 19 MiB and some tens of milliseconds of a processor. A storm of sign-ins would
 * take all memory and all processors from the store, so only a few are computed at a time; the others wait their turn,
 * a bounded number of them for a bounded time, and then are asked to retry later.
 *
 * <p>An address that nobody has costs the same as a wrong password: it is compared with the hash of a password that
 * nobody knows.
 */
public final class PasswordHashing {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MAX_LENGTH = 128;

    private final Argon2PasswordEncoder encoder;
    private final Semaphore slots;
    private final AtomicInteger waiting = new AtomicInteger();
    private final int maxWaiting;
    private final Duration timeout;
    private final String nobodys;

    /** @param concurrency how many at a time; 0: half of the processors */
    public PasswordHashing(int memoryKib, int passes, int concurrency, int maxWaiting, Duration timeout) {
        this.encoder = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, 1, memoryKib, passes);
        int permits =
                concurrency > 0 ? concurrency : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        this.slots = new Semaphore(permits, true);
        this.maxWaiting = maxWaiting;
        this.timeout = timeout;
        this.nobodys = encoded(Tokens.create());
    }

    public String hash(String password) {
        return inTurn(() -> encoded(password));
    }

    /** Whether the password is the one that was hashed; for a null hash false, after the same time. */
    public boolean matches(@Nullable String hash, String password) {
        boolean tooLong = password.length() > 2 * MAX_LENGTH;
        String tried = tooLong ? "" : normal(password);
        boolean same = inTurn(() -> encoder.matches(tried, hash == null ? nobodys : hash));
        return same && hash != null && !tooLong;
    }

    /** Whether the hash was made with weaker settings than today's. */
    public boolean isOutdated(String hash) {
        return encoder.upgradeEncoding(hash);
    }

    private String encoded(String password) {
        String hash = encoder.encode(normal(password));
        if (hash == null) {
            throw new IllegalStateException("the encoder made no hash");
        }
        return hash;
    }

    /** The same characters typed on another keyboard are the same password. */
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private <T> T inTurn(Supplier<T> work) {
        if (waiting.incrementAndGet() > maxWaiting) {
            waiting.decrementAndGet();
            throw busy();
        }
        try {
            if (!slots.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        } finally {
            waiting.decrementAndGet();
        }
        try {
            return work.get();
        } finally {
            slots.release();
        }
    }

    private static Failure busy() {
        return new Failure(
                Fault.TOO_MANY,
                "identity.busy",
                "Very many people are signing in just now; please try again in a moment.",
                List.of(),
                null);
    }
}
