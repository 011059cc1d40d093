package io.peakday.identity.secret;

import io.peakday.engines.Database;
import io.peakday.kernel.Failure;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs small texts with HMAC-SHA-256 (RFC 2104), shortened to 144 bits, under a key that the first node makes and all nodes
 * share, now and after a restart. Each use has a key of its own; where one key signs several kinds of texts, the signed bytes
 * begin with a letter that says what they are, so that one kind cannot be passed off as another.
 *
 * <p>Texts are base64url of a multiple of three bytes, so that there is one way to write each, and a text that differs in any
 * bit is another text.
 */
public final class Signatures {
    private static final String HMAC = "HmacSHA256";
    private static final int MAC_BYTES = 18;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final Database database;
    private final String name;
    private volatile @Nullable Mac keyed;

    /** @param name of the key, such as {@code waiting} */
    public Signatures(Database database, String name) {
        this.database = database;
        this.name = name;
    }

    /** @param content {@code 3n} bytes */
    public String sign(byte[] content) {
        if (content.length % 3 != 0) {
            throw new IllegalArgumentException("not a multiple of three bytes");
        }
        byte[] all = Arrays.copyOf(content, content.length + MAC_BYTES);
        System.arraycopy(mac(content), 0, all, content.length, MAC_BYTES);
        return ENCODER.encodeToString(all);
    }

    /** The content of a text that was signed here; empty for any other text. */
    public Optional<byte[]> open(String text, int contentBytes) {
        int bytes = contentBytes + MAC_BYTES;
        if (text.length() != bytes / 3 * 4) {
            return Optional.empty();
        }
        byte[] all;
        try {
            all = DECODER.decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        byte[] content = Arrays.copyOf(all, contentBytes);
        byte[] given = Arrays.copyOfRange(all, contentBytes, all.length);
        return MessageDigest.isEqual(mac(content), given) ? Optional.of(content) : Optional.empty();
    }

    private byte[] mac(byte[] content) {
        Mac known = keyed;
        Mac mac = copy(known == null ? load() : known);
        return Arrays.copyOf(mac.doFinal(content), MAC_BYTES);
    }

    private synchronized Mac load() {
        Mac known = keyed;
        if (known == null) {
            known = keyed(sharedKey());
            keyed = known;
        }
        return known;
    }

    /** On a connection of its own: a key made in a transaction of the caller's that comes to nothing would be this node's alone. */
    private byte[] sharedKey() {
        byte[] fresh = new byte[32];
        new SecureRandom().nextBytes(fresh);
        try (Connection own = database.dataSource().getConnection();
                PreparedStatement make = own.prepareStatement(
                        "insert into identity.secret (name, key) values (?, ?) on conflict do nothing");
                PreparedStatement read = own.prepareStatement("select key from identity.secret where name = ?")) {
            make.setString(1, name);
            make.setBytes(2, fresh);
            make.executeUpdate();
            read.setString(1, name);
            try (ResultSet row = read.executeQuery()) {
                row.next();
                return row.getBytes(1);
            }
        } catch (SQLException e) {
            throw Failure.unavailable(
                    "database.unavailable", "The database cannot be reached; please try again shortly.", e);
        }
    }

    /** HMAC-SHA-256 under this key; to be {@linkplain #copy copied} for each use, because it is not for several threads. */
    public static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same key, without preparing it again. */
    public static Mac copy(Mac keyed) {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
