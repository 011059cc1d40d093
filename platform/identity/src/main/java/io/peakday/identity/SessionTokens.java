package io.peakday.identity;

import io.peakday.engines.Database;
import io.peakday.secrets.Signatures;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of sessions: the owner's id and 152 random bits, {@linkplain Signatures signed}. 72 characters of base64url.
 *
 * <p>So rubbish and forgeries are recognized without a query, and every node knows to whom a token was given. Whether the
 * session is still open only the database knows: by the signature alone somebody may be counted or refused, but never
 * given anything.
 */
public final class SessionTokens {
    static final String KEY = "session";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 19;
    private static final int BYTES = 1 + 2 * Long.BYTES + RANDOM_BYTES;

    private final Signatures signatures;

    public SessionTokens(Database database) {
        this.signatures = new Signatures(database, KEY);
    }

    /** A new token, never given before. */
    public String create(SessionKind kind, UUID owner) {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return create(kind, owner, random);
    }

    /** @param seed at least 152 bits that nobody can guess */
    public String create(SessionKind kind, UUID owner, byte[] seed) {
        return signatures.sign(ByteBuffer.allocate(BYTES)
                .put(kind.letter())
                .putLong(owner.getMostSignificantBits())
                .putLong(owner.getLeastSignificantBits())
                .put(Arrays.copyOf(seed, RANDOM_BYTES))
                .array());
    }

    /** To whom of this kind the token was given; empty for any other text. */
    public Optional<UUID> owner(SessionKind kind, @Nullable String token) {
        if (token == null) {
            return Optional.empty();
        }
        return signatures
                .open(token, BYTES)
                .map(ByteBuffer::wrap)
                .filter(content -> content.get() == kind.letter())
                .map(content -> new UUID(content.getLong(), content.getLong()));
    }
}
