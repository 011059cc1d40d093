package io.peakday.waiting;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The draw of a room: a customer's lot is the first 63 bits of HMAC-SHA-256 (RFC 2104) of their id under the room's secret
 * seed. To whoever does not know the seed that is a random number (HMAC is a pseudo-random function), so nobody can predict
 * it; and it is the same however often somebody leaves and comes again, so nobody can draw twice. The seed's hash is public
 * from the beginning and the seed from the opening on, so anybody can compute their lot again.
 */
final class Lots {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String HMAC = "HmacSHA256";

    private final byte[] seed;
    private final Mac keyed;

    Lots(byte[] seed) {
        this.seed = seed;
        this.keyed = keyed(seed);
    }

    /** 256 random bits. */
    static byte[] newSeed() {
        byte[] seed = new byte[32];
        RANDOM.nextBytes(seed);
        return seed;
    }

    /** Zero or more. */
    long of(UUID customerId) {
        Mac mac = copy(keyed);
        mac.update(ByteBuffer.allocate(16)
                .putLong(customerId.getMostSignificantBits())
                .putLong(customerId.getLeastSignificantBits())
                .flip());
        return ByteBuffer.wrap(mac.doFinal()).getLong() >>> 1;
    }

    byte[] seed() {
        return seed;
    }

    static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same key, without preparing it again. */
    static Mac copy(Mac keyed) {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
