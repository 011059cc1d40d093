package io.peakday.payments;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.kernel.Failure;
import io.peakday.secrets.Signatures;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Card tokens as they leave the program: the provider's, bound by a signature to who made it. A customer's serves that customer, a
 * guest's the cart it was made for. A guest who named no cart has made one for the first cart that it pays.
 *
 * <p>So somebody who has seen a token cannot pay with it, and one that lies about is worth nothing after a day. The provider's own
 * tokens are never accepted from outside.
 *
 * <p>Form: the provider's token, a dot, and base64url of a letter that says whose it is, the second it was made, and the signature
 * over these, the provider's token and the owner's id.
 */
public final class CardTokens {
    static final String KEY = "card";

    private static final int MAX_LENGTH = 200;
    private static final int MAC_BYTES = 18;
    private static final int SECONDS_BYTES = 5;
    private static final int SEAL_BYTES = 1 + SECONDS_BYTES + MAC_BYTES;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final UUID NOBODY = new UUID(0, 0);

    /** Whose card it is. */
    public sealed interface Payer {
        /** A signed-in customer. */
        record OfCustomer(UUID id) implements Payer {}

        /** A guest with this cart, whose id nobody else knows. */
        record OfCart(UUID id) implements Payer {}

        /** A guest who did not say which cart it is for. */
        record Guest() implements Payer {}

        /** The customer where there is one, else the guest with that cart, if it is known. */
        static Payer of(@Nullable UUID customerId, @Nullable UUID cartId) {
            if (customerId != null) {
                return new OfCustomer(customerId);
            }
            return cartId == null ? new Guest() : new OfCart(cartId);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // compared part by part, and the code in constant time
    private record Seal(char kind, long seconds, byte[] mac) {}

    private final Payments payments;
    private final Database database;
    private final Signatures signatures;
    private final InstantSource clock;
    private final Duration life;

    public CardTokens(Payments payments, Database database, InstantSource clock, PaymentsSettings settings) {
        this.payments = payments;
        this.database = database;
        this.signatures = new Signatures(database, KEY);
        this.clock = clock;
        this.life = settings.cardTokenLife();
    }

    /** Exchanges a card for a token that serves this payer only. */
    public CardToken tokenize(CardDetails card, Payer payer) {
        CardToken made = payments.tokenize(card);
        long now = clock.instant().getEpochSecond();
        byte[] seal = ByteBuffer.allocate(SEAL_BYTES)
                .put((byte) letter(payer))
                .put(low(now))
                .put(signatures.mac(signed(letter(payer), now, made.token(), id(payer))))
                .array();
        return new CardToken(
                made.token() + '.' + ENCODER.encodeToString(seal),
                made.brand(),
                made.last4(),
                made.expiryMonth(),
                made.expiryYear());
    }

    /**
     * The provider's token in one of ours, for a checkout of this cart.
     *
     * @param customerId who pays; null for a guest
     * @throws Failure {@code payments.unknown-card} for one that is not ours or too old, {@code payments.foreign-card} for one that
     *     somebody else made
     */
    public String open(String token, @Nullable UUID customerId, UUID cartId) {
        int dot = token.lastIndexOf('.');
        Seal seal = dot < 1 || token.length() > MAX_LENGTH ? null : seal(token.substring(dot + 1));
        if (seal == null) {
            throw unknown();
        }
        String provided = token.substring(0, dot);
        Payer payer = seal.kind() == 'g' ? new Payer.Guest() : Payer.of(customerId, cartId);
        boolean ours = signatures.matches(signed(seal.kind(), seal.seconds(), provided, id(payer)), seal.mac());
        if (!ours || letter(payer) != seal.kind() || (seal.kind() == 'g' && customerId != null)) {
            throw foreign();
        }
        if (Instant.ofEpochSecond(seal.seconds()).plus(life).isBefore(clock.instant())) {
            throw unknown();
        }
        if (seal.kind() == 'g' && !firstCart(provided, cartId).equals(cartId)) {
            throw foreign();
        }
        return provided;
    }

    /** Forgets for which carts tokens were used that have ended by now. */
    int prune() {
        return database.sql()
                .sql("delete from payments.card_use where used_at < ?")
                .param(SqlTime.of(clock.instant().minus(life).minus(life)))
                .update();
    }

    /** Of any number of carts at once, one is the first. */
    private UUID firstCart(String provided, UUID cartId) {
        return database.sql()
                .sql("""
                        insert into payments.card_use as u (token_hash, cart_id, used_at) values (?, ?, ?)
                        on conflict (token_hash) do update set used_at = u.used_at returning cart_id""")
                .params(sha256(provided), cartId, SqlTime.of(clock.instant()))
                .query(UUID.class)
                .single();
    }

    private static @Nullable Seal seal(String text) {
        byte[] bytes;
        try {
            bytes = DECODER.decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
        if (bytes.length != SEAL_BYTES) {
            return null;
        }
        ByteBuffer read = ByteBuffer.wrap(bytes);
        char kind = (char) read.get();
        long seconds = 0;
        for (int i = 0; i < SECONDS_BYTES; i++) {
            seconds = (seconds << 8) | (read.get() & 0xff);
        }
        byte[] mac = new byte[MAC_BYTES];
        read.get(mac);
        return new Seal(kind, seconds, mac);
    }

    private static byte[] signed(char kind, long seconds, String provided, UUID owner) {
        byte[] text = provided.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + 3 * Long.BYTES + text.length)
                .put((byte) kind)
                .putLong(seconds)
                .putLong(owner.getMostSignificantBits())
                .putLong(owner.getLeastSignificantBits())
                .put(text)
                .array();
    }

    private static byte[] low(long seconds) {
        byte[] bytes = new byte[SECONDS_BYTES];
        for (int i = 0; i < SECONDS_BYTES; i++) {
            bytes[SECONDS_BYTES - 1 - i] = (byte) (seconds >>> (8 * i));
        }
        return bytes;
    }

    private static char letter(Payer payer) {
        return switch (payer) {
            case Payer.OfCustomer customer -> 'c';
            case Payer.OfCart cart -> 'k';
            case Payer.Guest guest -> 'g';
        };
    }

    private static UUID id(Payer payer) {
        return switch (payer) {
            case Payer.OfCustomer customer -> customer.id();
            case Payer.OfCart cart -> cart.id();
            case Payer.Guest guest -> NOBODY;
        };
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Failure unknown() {
        return Failure.invalid(
                "payments.unknown-card",
                "This payment token is not one of this store, or too old; enter the card again.");
    }

    private static Failure foreign() {
        return Failure.forbidden(
                "payments.foreign-card",
                "This payment token was made by somebody else, or for another cart; enter the card again.");
    }
}
