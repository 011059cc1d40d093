package io.peakday.secrets;

import io.peakday.engines.Database;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Signs small texts with HMAC-SHA-256 (RFC 2104), shortened to 144 bits, under a key that the first node makes and all nodes
 * share, now and after a restart. Each use has a key of its own; where one key signs several kinds of texts, the signed bytes
 * begin with a letter that says what they are, so that one kind cannot be passed off as another.
 *
 * <p>Texts are base64url of a multiple of three bytes, so that there is one way to write each, and a text that differs in any
 * bit is another text.
 *
 * <p><b>Rotation.</b> A key can be replaced while the nodes run ({@link SharedKeys}): from then on the new one signs, and what the
 * one before it signed counts until a given time. A node learns of it within half a minute, and at once when it meets a text that
 * it cannot read; forgeries make it look no more than once a second.
 */
public final class Signatures {
    private static final Logger LOG = LoggerFactory.getLogger(Signatures.class);
    private static final String HMAC = "HmacSHA256";
    private static final int MAC_BYTES = 18;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final Duration REFRESH = Duration.ofSeconds(30);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private static final String READ = """
            select key, case when previous_until > clock_timestamp() then previous end from identity.secret where name = ?""";

    private record Keys(Mac current, @Nullable Mac previous, long readAt) {
        boolean olderThan(Duration age) {
            return System.nanoTime() - readAt > age.toNanos();
        }
    }

    private final Database database;
    private final String name;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Keys known;

    /** @param name of the key, such as {@code session}; its module declares what it signs */
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
        return matches(content, given) ? Optional.of(content) : Optional.empty();
    }

    /** The signature of something that is sent another way: 18 bytes. */
    public byte[] mac(byte[] content) {
        Keys now = known;
        return shortened((now == null ? load() : now).current(), content);
    }

    /** Whether this is the {@linkplain #mac signature} of the content, by the present key or the one before it. */
    @SuppressWarnings("ReferenceEquality") // whether they have been read again
    public boolean matches(byte[] content, byte[] given) {
        Keys now = known;
        if (now == null) {
            now = load();
        } else if (now.olderThan(REFRESH)) {
            now = reload(now);
        }
        if (matches(now, content, given)) {
            return true;
        }
        Keys later = now.olderThan(AGAIN) ? reload(now) : now;
        return later != now && matches(later, content, given);
    }

    private static boolean matches(Keys keys, byte[] content, byte[] given) {
        Mac previous = keys.previous();
        // Both in constant time, and always both.
        boolean present = MessageDigest.isEqual(shortened(keys.current(), content), given);
        boolean former = previous != null && MessageDigest.isEqual(shortened(previous, content), given);
        return present || former;
    }

    private static byte[] shortened(Mac keyed, byte[] content) {
        return Arrays.copyOf(copy(keyed).doFinal(content), MAC_BYTES);
    }

    private Keys load() {
        reading.lock();
        try {
            Keys now = known;
            if (now == null) {
                now = read();
                known = now;
            }
            return now;
        } finally {
            reading.unlock();
        }
    }

    /** One looks, the others go on with what is known; so do all while it cannot be read. */
    @SuppressWarnings("ReferenceEquality") // whether somebody has read them meanwhile
    private Keys reload(Keys old) {
        if (!reading.tryLock()) {
            return old;
        }
        try {
            Keys now = known;
            if (now == null || now == old) {
                now = read();
                known = now;
            }
            return now;
        } catch (DataAccessException e) {
            LOG.warn(
                    "The key '{}' cannot be read again; what was read before goes on being used: {}",
                    name,
                    e.toString());
            Keys same = new Keys(old.current(), old.previous(), System.nanoTime());
            known = same;
            return same;
        } finally {
            reading.unlock();
        }
    }

    /**
     * On the connection of the caller's transaction, if there is one: who waits for a second one holds the first, and with it perhaps what
     * the others wait for.
     */
    private Keys read() {
        return database.connection(present -> Optional.ofNullable(read(present)))
                .orElseGet(this::makeAndRead);
    }

    /** On a connection of its own: a key made in a transaction of the caller's that comes to nothing would be this node's alone. */
    private Keys makeAndRead() {
        return database.ownConnection(own -> {
            make(own);
            Keys keys = read(own);
            if (keys == null) {
                throw new IllegalStateException("the key " + name + " was made and is not there");
            }
            return keys;
        });
    }

    private @Nullable Keys read(Connection own) throws SQLException {
        try (PreparedStatement read = own.prepareStatement(READ)) {
            read.setString(1, name);
            try (ResultSet row = read.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                byte[] previous = row.getBytes(2);
                return new Keys(keyed(row.getBytes(1)), previous == null ? null : keyed(previous), System.nanoTime());
            }
        }
    }

    private void make(Connection own) throws SQLException {
        try (PreparedStatement make =
                own.prepareStatement("insert into identity.secret (name, key) values (?, ?) on conflict do nothing")) {
            make.setString(1, name);
            make.setBytes(2, SharedKeys.fresh());
            make.executeUpdate();
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
