package io.peakday.waiting;

import io.peakday.kernel.Failure;
import io.peakday.secrets.Signatures;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Proof of work, after Hashcash (A. Back, "Hashcash – A Denial of Service Counter-Measure", 2002): to join costs a computation
 * that a person does not notice once, and a bot with a thousand accounts pays a thousand times. Nothing is stored: the
 * challenge is signed, and names its room, its customer, its end and its difficulty. Showing costs one HMAC and one hash.
 *
 * <p><b>Those who cannot compute</b> (no JavaScript, an old phone) may wait instead: the same challenge, shown without a nonce
 * when {@code slowDelay} is over, is taken too, but so many a second and node only. So nobody is excluded, and bots gain
 * little there: that many places a second, however many accounts they have. The price is honest but real: when bots crowd this
 * way, people who need it wait longer.
 */
final class Challenges {
    private static final byte KIND = 'C';
    private static final int BYTES = 48;
    private static final int SALT_BYTES = 6;
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9]{1,20}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Signatures signatures;
    private final InstantSource clock;
    private final WaitingSettings.Challenge settings;
    private final SlowLane slow;

    Challenges(Signatures signatures, InstantSource clock, WaitingSettings.Challenge settings) {
        this.signatures = signatures;
        this.clock = clock;
        this.settings = settings;
        this.slow = new SlowLane(settings.slowPerSecond());
    }

    /**
     * Whether a solution is taken.
     *
     * @param until the end of its challenge; null: it is not taken, try again, or begin again
     * @param retryAfter if it is not: when it may be shown unsolved; null: take a new one
     */
    record Verdict(@Nullable Instant until, @Nullable Duration retryAfter) {
        private static final Verdict TAKE_ANOTHER = new Verdict(null, null);
    }

    Challenge issue(UUID roomId, UUID customerId, int difficulty) {
        Instant now = clock.instant();
        Instant expires = Instant.ofEpochMilli(now.plus(settings.life()).toEpochMilli());
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        ByteBuffer content = ByteBuffer.allocate(BYTES).put(KIND);
        Tickets.put(content, roomId);
        Tickets.put(content, customerId);
        content.putLong(expires.toEpochMilli()).put((byte) difficulty).put(salt);
        return new Challenge(signatures.sign(content.array()), difficulty, expires, slowFrom(expires));
    }

    /** @throws Failure {@code waiting.bad-challenge}, {@code waiting.wrong-solution} */
    Verdict check(Solution solution, UUID roomId, UUID customerId, int difficulty) {
        ByteBuffer content =
                ByteBuffer.wrap(signatures.open(solution.challenge(), BYTES).orElseThrow(Challenges::bad));
        if (content.get() != KIND
                || !Tickets.uuid(content).equals(roomId)
                || !Tickets.uuid(content).equals(customerId)) {
            throw bad();
        }
        Instant expires = Instant.ofEpochMilli(content.getLong());
        int asked = content.get();
        Instant now = clock.instant();
        if (now.isAfter(expires) || asked < difficulty) {
            return Verdict.TAKE_ANOTHER;
        }
        String nonce = solution.nonce();
        if (nonce != null) {
            if (!NONCE.matcher(nonce).matches() || !solves(solution.challenge(), nonce, asked)) {
                throw Failure.invalid(
                        "waiting.wrong-solution",
                        "SHA-256 of the challenge and this nonce does not begin with " + asked + " zero bits.");
            }
            return new Verdict(expires, null);
        }
        Instant from = slowFrom(expires);
        if (now.isBefore(from)) {
            return new Verdict(null, Duration.between(now, from));
        }
        return slow.take() ? new Verdict(expires, null) : new Verdict(null, SlowLane.COME_BACK);
    }

    static boolean solves(String challenge, String nonce, int difficulty) {
        return zeroBits(RoomRow.sha256((challenge + nonce).getBytes(StandardCharsets.US_ASCII))) >= difficulty;
    }

    private static int zeroBits(byte[] hash) {
        int zeros = 0;
        for (byte one : hash) {
            if (one != 0) {
                return zeros + Integer.numberOfLeadingZeros(one & 0xFF) - 24;
            }
            zeros += 8;
        }
        return zeros;
    }

    private Instant slowFrom(Instant expires) {
        return expires.minus(settings.life()).plus(settings.slowDelay());
    }

    private static Failure bad() {
        return Failure.invalid(
                "waiting.bad-challenge", "This is not a challenge of ours for you and this room; ask for a new one.");
    }
}
