package io.peakday.identity;

import io.peakday.events.Outbox;
import io.peakday.kernel.AesGcm;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.kernel.KeyRing;
import io.peakday.mail.LinkRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
    private static final byte[] UNBOUND = {};
    private static final int MAX_TOKEN = 1_000;
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
     * A token that says something itself, and so needs no row: base64url of the content, sealed with AES-256-GCM (NIST SP 800-38D)
     * so that nobody reads it on the way or in a log. The nonce is a MAC of the content: the same content gives the same token, and
     * no nonce serves two contents.
     *
     * @throws Failure {@code identity.link-key-missing}
     */
    public String sealed(LinkRequest request, byte[] content) {
        String key = known(request.key());
        byte[] nonce = Arrays.copyOf(keys.mac(key, "sealed-link-nonce", content), AesGcm.NONCE_BYTES);
        return ENCODER.encodeToString(AesGcm.seal(secret(key), nonce, UNBOUND, content));
    }

    /** The content of a {@linkplain #sealed sealed} token of any of the keys; empty for any other text. */
    public Optional<byte[]> open(String token) {
        if (token.length() > MAX_TOKEN) {
            return Optional.empty();
        }
        byte[] all;
        try {
            all = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return keys.ids().stream()
                .flatMap(key -> AesGcm.open(secret(key), UNBOUND, all).stream())
                .findFirst();
    }

    private byte[] secret(String key) {
        return keys.mac(key, "sealed-link-key");
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
