package io.peakday.waiting;

import io.peakday.secrets.Signatures;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.Mac;

/**
 * The draw of a room: a customer's lot is the first 63 bits of HMAC-SHA-256 (RFC 2104) of their id under the room's secret
 * seed. To whoever does not know the seed that is a random number (HMAC is a pseudo-random function), so nobody can predict
 * it; and it is the same however often somebody leaves and comes again, so nobody can draw twice. The seed's hash is public
 * from the beginning and the seed from the opening on, so anybody can compute their lot again.
 */
final class Lots {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] seed;
    private final Mac keyed;

    Lots(byte[] seed) {
        this.seed = seed;
        this.keyed = Signatures.keyed(seed);
    }

    /** 256 random bits. */
    static byte[] newSeed() {
        byte[] seed = new byte[32];
        RANDOM.nextBytes(seed);
        return seed;
    }

    /** Zero or more. */
    long of(UUID customerId) {
        Mac mac = Signatures.copy(keyed);
        mac.update(ByteBuffer.allocate(16)
                .putLong(customerId.getMostSignificantBits())
                .putLong(customerId.getLeastSignificantBits())
                .flip());
        return ByteBuffer.wrap(mac.doFinal()).getLong() >>> 1;
    }

    byte[] seed() {
        return seed;
    }
}
