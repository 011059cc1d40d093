package io.peakday.identity;

import io.peakday.events.Outbox;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.kernel.KeyRing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The tokens in the links of mails. A token is the HMAC-SHA-256 of its request's purpose and id and of the address that the mail goes
 * to, under a key that is neither in the database nor in Kafka; so it need not be kept anywhere until the mail is sent, and a mail
 * that is sent again holds the same link. The key is derived from those that sign events.
 */
public final class LinkTokens {
    private static final int MAC_BYTES = 18;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final KeyRing keys;

    private LinkTokens(KeyRing keys) {
        this.keys = keys;
    }

    public static LinkTokens of(Outbox outbox) {
        return new LinkTokens(outbox.derivedKeys("links"));
    }

    /** A new request. */
    public LinkRequest request(String purpose) {
        return request(purpose, Ids.next());
    }

    /** As {@link #request(String)}, with an id that the caller has made. */
    public LinkRequest request(String purpose, UUID id) {
        return new LinkRequest(purpose, keys.active(), id);
    }

    /**
     * The token, the same each time: 43 characters of base64url.
     *
     * @param recipient the address that the mail goes to, in any case
     * @throws Failure {@code identity.link-key-missing}
     */
    public String token(LinkRequest request, String recipient) {
        UUID id = request.id();
        return ENCODER.encodeToString(keys.mac(
                known(request.key()),
                "link",
                bytes(request.purpose()),
                ByteBuffer.allocate(16)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array(),
                bytes(recipient.strip().toLowerCase(Locale.ROOT))));
    }

    /**
     * A token that says something itself, and so needs no row: base64url of the content and 144 bits of MAC.
     *
     * @param content {@code 3n} bytes
     * @throws Failure {@code identity.link-key-missing}
     */
    public String speaking(LinkRequest request, byte[] content) {
        byte[] all = Arrays.copyOf(content, content.length + MAC_BYTES);
        System.arraycopy(mac(known(request.key()), content), 0, all, content.length, MAC_BYTES);
        return ENCODER.encodeToString(all);
    }

    /** The content of a {@linkplain #speaking speaking} token of any of the keys; empty for any other text. */
    public Optional<byte[]> open(String token, int contentBytes) {
        if (token.length() != (contentBytes + MAC_BYTES) / 3 * 4) {
            return Optional.empty();
        }
        byte[] all;
        try {
            all = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        byte[] content = Arrays.copyOf(all, contentBytes);
        byte[] given = Arrays.copyOfRange(all, contentBytes, all.length);
        boolean ours = false;
        for (String key : keys.ids()) {
            ours |= MessageDigest.isEqual(Arrays.copyOf(mac(key, content), MAC_BYTES), given);
        }
        return ours ? Optional.of(content) : Optional.empty();
    }

    private byte[] mac(String key, byte[] content) {
        return keys.mac(key, "speaking-link", content);
    }

    private String known(String key) {
        if (!keys.knows(key)) {
            throw Failure.unavailable(
                    "identity.link-key-missing",
                    "The link was asked for with the key " + key
                            + " of peakday.events.signing-key, which this node lacks.",
                    null);
        }
        return key;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
