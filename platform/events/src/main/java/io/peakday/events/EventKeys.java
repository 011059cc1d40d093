package io.peakday.events;

import io.peakday.engines.Database;
import io.peakday.kernel.Failure;
import io.peakday.kernel.KeyRing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The keys that sign events (HMAC-SHA-256), given by {@code peakday.events.signing-key} or kept in {@code events.key} of the store's
 * folder: whoever can write to the broker or to the tables, and has no key, cannot make an event that is handled.
 *
 * <p>The database knows which keys sign (their ids and fingerprints, {@code events.signing_key}), so that a node with other keys than
 * the rest says so at its start instead of being misunderstood. A key is added on all nodes before it signs: where a file is shared,
 * {@link #rotate} is enough, because a node that meets an unknown key reads the file again; by setting, first before the old key,
 * then after it.
 */
public final class EventKeys {
    private static final KeyRing.Kind KIND =
            new KeyRing.Kind("events", "signing-key", "a key that signs events", "peakday.events.signing-key");
    private static final int MAX_ID = 32;
    private static final int MAX_SIGNATURE = 100;

    private final Database database;
    private final SigningSettings settings;
    private final KeyRing keys;
    private final KeyRing events;
    private volatile String confirmed = "";

    public EventKeys(Database database, SigningSettings settings) {
        this.database = database;
        this.settings = settings;
        this.keys = KeyRing.of(KIND, settings.signingKey(), settings.keyFile());
        this.events = keys.derived("events");
    }

    /** An event bears the signature of a key that signs for this store and that this node lacks. */
    static final class KeyMissing extends RuntimeException {
        private static final long serialVersionUID = 1;

        KeyMissing(String id) {
            super("events are signed with the key " + id + ", which this node lacks: give it the same"
                    + " peakday.events.signing-key, or the same events.key, as the other nodes");
        }
    }

    /**
     * Verifies the signatures of one batch of records. They may name any keys; the file and the database are looked at once for all of
     * them at most. That is enough, because a key that signed one of them was noted before the batch was read.
     */
    final class Check {
        private @Nullable Set<String> signing;

        /**
         * Whether one of this store's keys signed the event as it is.
         *
         * @throws KeyMissing if the key signs for this store and is not here
         */
        boolean isAuthentic(String topic, Envelope event, byte[] payload) {
            return event.signature() != null && isSigned(event.signature(), "event", parts(topic, event, payload));
        }

        /** Whether one of this store's keys signed the statement about these parts. */
        boolean isSigned(String signature, String statement, byte[]... parts) {
            int colon = signature.indexOf(':');
            if (colon < 1 || colon > MAX_ID || signature.length() > MAX_SIGNATURE) {
                return false;
            }
            String id = signature.substring(0, colon);
            byte[] given;
            try {
                given = Base64.getUrlDecoder().decode(signature.substring(colon + 1));
            } catch (IllegalArgumentException e) {
                return false;
            }
            return isHere(id) && MessageDigest.isEqual(given, events.mac(id, statement, parts));
        }

        private boolean isHere(String id) {
            if (keys.ids().contains(id)) {
                return true;
            }
            if (signing == null) {
                signing = signing();
                keys.reload();
            }
            if (keys.ids().contains(id)) {
                return true;
            }
            if (signing.contains(id)) {
                throw new KeyMissing(id);
            }
            return false;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // a row on its way through; never compared
    private record Row(String id, byte[] fingerprint, boolean forgotten) {}

    SigningSettings settings() {
        return settings;
    }

    /** Keys for another purpose, derived from those that sign: shared by the same nodes, outside of the database and of Kafka. */
    KeyRing derived(String purpose) {
        return keys.derived(purpose);
    }

    /** The same event, signed. */
    Envelope signed(String topic, Envelope event, byte[] payload) {
        return event.with(signature(topic, event, payload));
    }

    /** Of the event as it is. */
    String signature(String topic, Envelope event, byte[] payload) {
        return sign("event", parts(topic, event, payload));
    }

    Check check() {
        return new Check();
    }

    /** {@code key:base64url}, of a statement about parts; by a key that the database knows. */
    String sign(String statement, byte[]... parts) {
        return sign(confirm(), statement, parts);
    }

    String sign(String id, String statement, byte[][] parts) {
        return id + ':' + Base64.getUrlEncoder().withoutPadding().encodeToString(events.mac(id, statement, parts));
    }

    /**
     * Makes sure that this node's keys are the store's, notes the one that signs, and gives its id.
     *
     * @throws Failure {@code events.signing-key-missing}, {@code events.signing-key-differs}
     */
    public String confirm() {
        String active = keys.active();
        if (active.equals(confirmed) || keys.isOfThisProcess()) {
            return active;
        }
        database.ownConnection(own -> {
            // Closing rolls back what was not committed, and gives the connection to the pool as it was.
            own.setAutoCommit(false);
            confirm(own, active);
            own.commit();
            return active;
        });
        confirmed = active;
        return active;
    }

    /** Takes up keys that were added to the file. */
    void reload() {
        keys.reload();
    }

    /** Adds a key to the file, which signs from now on; where keys are given by a setting, it is to be added there. Gives its id. */
    public String rotate() {
        confirm();
        keys.rotate();
        return confirm();
    }

    /**
     * Says that a key is permanently lost or was taken away: events that it signed are refused from now on, instead of being waited for.
     *
     * @throws Failure {@code events.no-signing-key}; {@code events.signing-key-here} if this node has it
     */
    public void forget(String id) {
        if (keys.knows(id)) {
            throw Failure.conflict(
                    "events.signing-key-here",
                    "This store still has the key " + id + ": take it away first, on all nodes.");
        }
        int changed = database.sql()
                .sql("update events.signing_key set forgotten_at = now() where id = :id and forgotten_at is null")
                .param("id", id)
                .update();
        if (changed == 0) {
            throw Failure.notFound("events.no-signing-key", "No key " + id + " signs this store's events.");
        }
    }

    private void confirm(Connection own, String active) throws SQLException {
        try (var statement = own.createStatement()) {
            // Of two first starts with different keys, the second finds the first's.
            statement.execute("lock table events.signing_key in share row exclusive mode");
        }
        List<Row> rows = rows(own);
        Row newest = null;
        for (Row row : rows) {
            boolean here = keys.knows(row.id());
            if (here && !MessageDigest.isEqual(row.fingerprint(), fingerprint(row.id()))) {
                throw Failure.conflict(
                        "events.signing-key-differs",
                        "This node's key " + row.id()
                                + " is another one than the key of that name which signs this store's"
                                + " events. Give all nodes that share a database the same peakday.events.signing-key, or the"
                                + " same events.key.");
            }
            newest = row.forgotten() ? newest : row;
        }
        if (newest != null && !keys.knows(newest.id())) {
            throw Failure.conflict(
                    "events.signing-key-missing",
                    "This store's events are signed with the key " + newest.id() + ", which this node lacks (it has "
                            + String.join(", ", keys.ids()) + "). Give all nodes that share a database the same"
                            + " peakday.events.signing-key, or the same events.key. If that key is permanently lost, say"
                            + " 'peakday events forget-key " + newest.id()
                            + "': what it signed and nobody has handled yet is"
                            + " refused then.");
        }
        if (rows.stream().noneMatch(row -> row.id().equals(active))) {
            try (var insert = own.prepareStatement(
                    "insert into events.signing_key (id, fingerprint, signed_from) values (?, ?, now())")) {
                insert.setString(1, active);
                insert.setBytes(2, fingerprint(active));
                insert.executeUpdate();
            }
        }
    }

    private byte[] fingerprint(String id) {
        return events.mac(id, "fingerprint");
    }

    private static List<Row> rows(Connection own) throws SQLException {
        try (var select = own.prepareStatement(
                        "select id, fingerprint, forgotten_at is not null from events.signing_key order by position");
                ResultSet rows = select.executeQuery()) {
            List<Row> found = new ArrayList<>();
            while (rows.next()) {
                found.add(new Row(rows.getString(1), rows.getBytes(2), rows.getBoolean(3)));
            }
            return found;
        }
    }

    private Set<String> signing() {
        return Set.copyOf(database.sql()
                .sql("select id from events.signing_key where forgotten_at is null")
                .query(String.class)
                .list());
    }

    private static byte[][] parts(String topic, Envelope event, byte[] payload) {
        Instant at = event.occurredAt();
        UUID id = event.id();
        return new byte[][] {
            bytes(topic),
            ByteBuffer.allocate(16)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array(),
            bytes(event.type()),
            ByteBuffer.allocate(Integer.BYTES).putInt(event.schemaVersion()).array(),
            bytes(event.key()),
            ByteBuffer.allocate(12)
                    .putLong(at.getEpochSecond())
                    .putInt(at.getNano())
                    .array(),
            bytes(event.producer()),
            bytes(event.region()),
            payload
        };
    }

    private static byte[] bytes(@Nullable String text) {
        return text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    }
}
