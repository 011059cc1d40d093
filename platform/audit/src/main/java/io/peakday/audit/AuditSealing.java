package io.peakday.audit;

import io.peakday.audit.AuditRows.Mark;
import io.peakday.audit.RecordedHeads.Head;
import io.peakday.audit.RecordedHeads.Kind;
import io.peakday.engines.Database;
import io.peakday.engines.OwnerDatabase;
import io.peakday.engines.SqlTime;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes appended rows into the chain, in the order of their ids, and records how far it has come.
 *
 * <p>It is done as the tables' owner. The program's role can only append and read, so whoever gets the program to run SQL of theirs
 * can neither take out what is not sealed yet nor hold up the sealing.
 *
 * <p>Any node may do it at any time; who finds the head's row locked leaves it to whoever has it, so the nodes need no election. The
 * lock is the transaction's own, and a node that is stopped in the middle is thrown out by the database after some seconds.
 */
final class AuditSealing {
    private static final Logger LOG = LoggerFactory.getLogger(AuditSealing.class);
    private static final int MAX_BATCH = 500;

    /** Nodes of the version before append rows without a key; for so long after the first keyed one they are taken as such. */
    private static final Duration ROLLING_UPGRADE = Duration.ofHours(24);

    private static final Duration RECORD_EVERY = Duration.ofSeconds(10);
    private static final Duration COMPLAIN_EVERY = Duration.ofMinutes(10);

    /** Rows that this node can seal, or a chain that has no key yet. */
    private static final String SOMETHING_TO_DO = """
            select exists (select from identity.audit_unsealed where key_id = any (?))
                or not exists (select from identity.audit_mark where kind = 'cut-over')""";

    private final Database database;
    private final Database tables;
    private final InstantSource clock;
    private final AuditSigning signing;
    private final RecordedHeads recorded;
    private volatile Instant complainedAt = Instant.EPOCH;
    private volatile long lastRecorded = -1;
    private volatile Instant recordedAt = Instant.EPOCH;

    AuditSealing(
            Database database, OwnerDatabase owner, InstantSource clock, AuditSigning signing, RecordedHeads recorded) {
        this.database = database;
        this.tables = owner.database();
        this.clock = clock;
        this.signing = signing;
        this.recorded = recorded;
    }

    @SuppressWarnings("ArrayRecordComponent") // a row on its way through; never compared
    record ChainHead(long seq, byte[] hash, @Nullable String keyId, byte[] mac) {
        String hex() {
            return HexFormat.of().formatHex(hash);
        }
    }

    /** Seals all that is appended; gives how many rows this node sealed. Does nothing while another node does it. */
    int sealAll() {
        signing.reload();
        if (!database.connection(this::somethingToDo)) {
            return 0;
        }
        int all = 0;
        for (int some = MAX_BATCH; some == MAX_BATCH; all += some) {
            some = tables.transact(() -> tables.connection(this::sealSome));
        }
        return all;
    }

    /** Records the head in the files, if it has moved and it is time, or at once where that is asked for. */
    void record(boolean atOnce) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (!atOnce && now.isBefore(recordedAt.plus(RECORD_EVERY)) && !now.isBefore(recordedAt)) {
            return;
        }
        ChainHead head =
                database.connection(tx -> Optional.ofNullable(head(tx, ""))).orElse(null);
        if (head != null && head.seq() != lastRecorded && isSigned(head)) {
            recorded.add(new Head(now, Kind.HEAD, head.seq(), head.hex()));
            lastRecorded = head.seq();
            recordedAt = now;
        }
    }

    /** Whether the head was written by whoever has a key; one that the version before wrote was not. */
    boolean isSigned(ChainHead head) {
        return head.keyId() != null
                && signing.knows(head.keyId())
                && MessageDigest.isEqual(head.mac(), signing.head(head.keyId(), head.seq(), head.hash()));
    }

    static @Nullable ChainHead head(Connection tx, String lock) throws SQLException {
        try (var statement = tx.createStatement();
                ResultSet row =
                        statement.executeQuery("select seq, hash, key_id, mac from identity.audit_head " + lock)) {
            if (!row.next()) {
                return null;
            }
            byte[] mac = row.getBytes(4);
            return new ChainHead(row.getLong(1), row.getBytes(2), row.getString(3), mac == null ? new byte[0] : mac);
        }
    }

    private boolean somethingToDo(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(SOMETHING_TO_DO)) {
            select.setArray(1, connection.createArrayOf("text", signing.known()));
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private int sealSome(Connection tx) throws SQLException {
        try (var statement = tx.createStatement()) {
            statement.execute("set local idle_in_transaction_session_timeout = '10s'");
        }
        if (!maySeal(tx)) {
            complain(
                    "This node has no login of the tables' owner (peakday.engines.postgres.owner-user), so another has to"
                            + " seal the audit log");
            return 0;
        }
        ChainHead head = head(tx, "for update skip locked");
        if (head == null || !ready(tx, head)) {
            return 0;
        }
        dropCopies(tx);
        List<AuditRow> appended = appended(tx);
        if (appended.isEmpty()) {
            return 0;
        }
        List<AuditRow> sealed = new ArrayList<>();
        long seq = head.seq();
        byte[] hash = head.hash();
        for (AuditRow row : appended) {
            AuditRow placed = placed(row, ++seq, new byte[0]);
            hash = signing.chain(java.util.Objects.requireNonNull(row.keyId()), hash, placed);
            sealed.add(placed(row, seq, hash));
        }
        insert(tx, sealed);
        delete(tx, sealed);
        moveHead(tx, seq, hash);
        return sealed.size();
    }

    private static boolean maySeal(Connection tx) throws SQLException {
        try (var statement = tx.createStatement();
                ResultSet row =
                        statement.executeQuery("select has_table_privilege('identity.audit_unsealed', 'delete')")) {
            return row.next() && row.getBoolean(1);
        }
    }

    /**
     * Makes sure that it is on record up to where the chain has no key: at the first start, and while nodes of the version before go
     * on appending. False where the record is gone, or the chain ends without a key where it must have one: then nothing is
     * added, because what would be signed here is not what was written.
     */
    private boolean ready(Connection tx, ChainHead head) throws SQLException {
        Optional<Mark> last = AuditRows.marks(tx).stream()
                .filter(mark -> mark.kind().equals("cut-over"))
                .reduce((first, second) -> second);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (last.isPresent()) {
            if (head.keyId() != null && isSigned(head)) {
                return true;
            }
            Mark mark = last.get();
            boolean ours = signing.knows(mark.keyId())
                    && MessageDigest.isEqual(
                            mark.mac(), signing.mark(mark.keyId(), mark.kind(), mark.seq(), mark.hash(), mark.at()));
            if (!ours || now.isAfter(mark.at().plus(ROLLING_UPGRADE)) || !endsAsTheVersionBeforeWrites(tx, head)) {
                complain("The audit log's head is not signed by a key of this node");
                return false;
            }
            return cutOver(tx, head, now);
        }
        boolean neverKeyed = head.keyId() == null
                && !hasKeyedRow(tx)
                && recorded.read().heads().isEmpty();
        if (!neverKeyed) {
            complain("The record of where the audit log's key begins is gone");
        }
        return neverKeyed && cutOver(tx, head, now);
    }

    /** The last row is the head's and has no key, and what was recorded before is still there. */
    private boolean endsAsTheVersionBeforeWrites(Connection tx, ChainHead head) throws SQLException {
        AuditRow last = row(tx, head.seq());
        if (last == null || last.keyId() != null || !MessageDigest.isEqual(last.hash(), head.hash())) {
            return false;
        }
        for (Head known :
                recorded.read().standing().reversed().stream().limit(1).toList()) {
            AuditRow then = row(tx, known.seq());
            if (known.seq() > 0
                    && (then == null || !HexFormat.of().formatHex(then.hash()).equals(known.hash()))) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable AuditRow row(Connection tx, long seq) throws SQLException {
        try (var select = tx.prepareStatement(
                "select seq, at, actor, action, subject, detail, entry_id, key_id, mac, hash from identity.audit where seq = ?")) {
            select.setLong(1, seq);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? AuditRow.read(row) : null;
            }
        }
    }

    private void complain(String what) {
        Instant now = clock.instant();
        if (now.isAfter(complainedAt.plus(COMPLAIN_EVERY))) {
            complainedAt = now;
            LOG.error("{}; run 'peakday audit verify'", what);
        }
    }

    private boolean cutOver(Connection tx, ChainHead head, Instant now) throws SQLException {
        String key = signing.active();
        byte[] mac = signing.mark(key, "cut-over", head.seq(), head.hash(), now);
        AuditRows.mark(tx, new Mark("cut-over", head.seq(), head.hash(), now, key, mac));
        moveHead(tx, head.seq(), head.hash());
        return true;
    }

    /** Rows that the log has already: nobody but a forger appends them again. */
    private void dropCopies(Connection tx) throws SQLException {
        try (var delete = tx.prepareStatement("""
                delete from identity.audit_unsealed u using identity.audit a where a.entry_id = u.id""")) {
            int copies = delete.executeUpdate();
            if (copies > 0) {
                LOG.error("Somebody appended {} rows again that the audit log has; they were dropped", copies);
            }
        }
    }

    private List<AuditRow> appended(Connection tx) throws SQLException {
        List<AuditRow> rows = new ArrayList<>();
        try (var select = tx.prepareStatement("""
                select 0::bigint as seq, at, actor, action, subject, detail, id as entry_id, key_id, mac, ''::bytea as hash
                  from identity.audit_unsealed where key_id = any (?) order by id limit ? for update skip locked""")) {
            // A row under a key that this node lacks is sealed by a node that has it.
            select.setArray(1, tx.createArrayOf("text", signing.known()));
            select.setInt(2, MAX_BATCH);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(AuditRow.read(row));
                }
            }
        }
        return rows;
    }

    private static void insert(Connection tx, List<AuditRow> rows) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement("""
                insert into identity.audit (seq, at, actor, action, subject, detail, hash, entry_id, key_id, mac)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            for (AuditRow row : rows) {
                insert.setLong(1, row.seq());
                insert.setObject(2, SqlTime.of(row.at()));
                insert.setString(3, row.actor());
                insert.setString(4, row.action());
                insert.setString(5, row.subject());
                insert.setString(6, row.detail());
                insert.setBytes(7, row.hash());
                insert.setObject(8, row.entry());
                insert.setString(9, row.keyId());
                insert.setBytes(10, row.mac());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void delete(Connection tx, List<AuditRow> rows) throws SQLException {
        try (PreparedStatement delete = tx.prepareStatement("delete from identity.audit_unsealed where id = any (?)")) {
            UUID[] ids = rows.stream().map(AuditRow::entry).toArray(UUID[]::new);
            delete.setArray(1, tx.createArrayOf("uuid", ids));
            delete.executeUpdate();
        }
    }

    private void moveHead(Connection tx, long seq, byte[] hash) throws SQLException {
        String key = signing.active();
        try (PreparedStatement update =
                tx.prepareStatement("update identity.audit_head set seq = ?, hash = ?, key_id = ?, mac = ?")) {
            update.setLong(1, seq);
            update.setBytes(2, hash);
            update.setString(3, key);
            update.setBytes(4, signing.head(key, seq, hash));
            update.executeUpdate();
        }
    }

    private static boolean hasKeyedRow(Connection tx) throws SQLException {
        try (var statement = tx.createStatement();
                ResultSet row = statement.executeQuery(
                        "select exists (select 1 from identity.audit where key_id is not null)")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static AuditRow placed(AuditRow row, long seq, byte[] hash) {
        return new AuditRow(
                seq,
                row.at(),
                row.actor(),
                row.action(),
                row.subject(),
                row.detail(),
                row.entry(),
                row.keyId(),
                row.mac(),
                hash);
    }
}
