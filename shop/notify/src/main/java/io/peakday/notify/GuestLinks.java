package io.peakday.notify;

import io.peakday.identity.LinkTokens;
import io.peakday.kernel.Ids;
import io.peakday.mail.LinkRequest;
import io.peakday.mail.MailLinks;
import io.peakday.mail.MailPeople;
import io.peakday.notify.GuestRequests.Asked;
import io.peakday.notify.GuestRequests.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The tokens in links that go to people without an account. They say themselves, sealed, what is asked for, by which address and until
 * when, so nothing of it is kept in the database but the id of one that was used.
 */
final class GuestLinks implements MailLinks {
    private static final Duration LIFE = MailPeople.LINK_LIFE;

    private static final String PURPOSE = "privacy-";

    /** One letter for the kind, eight bytes for the end, sixteen for the id, two for the length; then the address. */
    private static final int HEAD = 27;

    /** Zeros fill the content up to a multiple of it, so that a token's length says little about the address. */
    private static final int BLOCK = 32;

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

    @Override
    public Set<String> purposes() {
        return Set.of(PURPOSE + "export", PURPOSE + "erase");
    }

    /** The same each time; it counts for a day from the request. */
    @Override
    public String token(LinkRequest request, String email) {
        byte[] address = email.getBytes(StandardCharsets.UTF_8);
        int length = Math.ceilDiv(HEAD + address.length, BLOCK) * BLOCK;
        ByteBuffer content = ByteBuffer.allocate(length);
        content.put((byte) (request.purpose().equals(PURPOSE + "export") ? 'x' : 'e'))
                .putLong(madeAt(request).plus(LIFE).getEpochSecond())
                .putLong(request.id().getMostSignificantBits())
                .putLong(request.id().getLeastSignificantBits())
                .putShort((short) address.length)
                .put(address);
        return tokens.sealed(request, content.array());
    }

    /** What a token asks for; empty if it is not ours or too old. */
    Optional<Asked> read(String token) {
        return tokens.open(token).flatMap(content -> {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            Kind kind = bytes.get() == 'x' ? Kind.EXPORT : Kind.ERASE;
            Instant end = Instant.ofEpochSecond(bytes.getLong());
            UUID id = new UUID(bytes.getLong(), bytes.getLong());
            byte[] email = new byte[bytes.getShort()];
            bytes.get(email);
            return clock.instant().isAfter(end)
                    ? Optional.empty()
                    : Optional.of(new Asked(id, kind, new String(email, StandardCharsets.UTF_8)));
        });
    }

    /** As the id says (UUID version 7). */
    private static Instant madeAt(LinkRequest request) {
        return Instant.ofEpochMilli(request.id().getMostSignificantBits() >>> 16);
    }
}
