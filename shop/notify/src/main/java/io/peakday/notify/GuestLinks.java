package io.peakday.notify;

import io.peakday.identity.LinkRequest;
import io.peakday.identity.LinkTokens;
import io.peakday.kernel.Ids;
import io.peakday.notify.GuestRequests.Asked;
import io.peakday.notify.GuestRequests.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The tokens in links that go to people without an account. They say themselves what is asked for, by which address and until when, so
 * nothing of it is kept in the database.
 */
final class GuestLinks {
    private static final Duration LIFE = Duration.ofDays(1);
    private static final String PURPOSE = "privacy-";

    /** One letter for the kind, eight bytes for the end, two for the length, the address, and zeros. */
    private static final int CONTENT = 267;

    private final LinkTokens tokens;
    private final InstantSource clock;
    private final Ids ids;

    GuestLinks(LinkTokens tokens, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
        this.ids = new Ids(clock);
    }

    LinkRequest request(Kind kind) {
        return tokens.request(PURPOSE + (kind == Kind.EXPORT ? "export" : "erase"), ids.create());
    }

    static boolean isOne(LinkRequest request) {
        return request.purpose().startsWith(PURPOSE);
    }

    /** The same each time; it counts for a day from the request. */
    String token(LinkRequest request, String email) {
        byte[] address = email.getBytes(StandardCharsets.UTF_8);
        ByteBuffer content = ByteBuffer.allocate(CONTENT);
        content.put((byte) (request.purpose().equals(PURPOSE + "export") ? 'x' : 'e'))
                .putLong(madeAt(request).plus(LIFE).getEpochSecond())
                .putShort((short) address.length)
                .put(address);
        return tokens.speaking(request, content.array());
    }

    /** What a token asks for; empty if it is not ours or too old. */
    Optional<Asked> read(String token) {
        return tokens.open(token, CONTENT).flatMap(content -> {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            Kind kind = bytes.get() == 'x' ? Kind.EXPORT : Kind.ERASE;
            Instant end = Instant.ofEpochSecond(bytes.getLong());
            byte[] email = new byte[bytes.getShort()];
            bytes.get(email);
            return clock.instant().isAfter(end)
                    ? Optional.empty()
                    : Optional.of(new Asked(kind, new String(email, StandardCharsets.UTF_8)));
        });
    }

    /** As the id says (UUID version 7). */
    private static Instant madeAt(LinkRequest request) {
        return Instant.ofEpochMilli(request.id().getMostSignificantBits() >>> 16);
    }
}
