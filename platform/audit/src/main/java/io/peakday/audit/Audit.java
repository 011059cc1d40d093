package io.peakday.audit;

import io.peakday.audit.RecordedHeads.Head;
import io.peakday.audit.RecordedHeads.Kind;
import io.peakday.engines.Database;
import io.peakday.engines.GroupCommit;
import io.peakday.engines.OwnerDatabase;
import io.peakday.engines.SqlTime;
import io.peakday.identity.CurrentActor;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Secrets;
import io.peakday.web.Cursors;
import io.peakday.web.Page;
import io.peakday.web.Parameters;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * The append-only log of what staff and API keys did.
 *
 * <p><b>Appending</b> is one insert of a signed row that no other append waits for; concurrent ones share transactions.
 *
 * <p><b>The chain.</b> About a second later some node takes what was appended into the chain (it <i>seals</i> it): each row gets
 * the next number and an HMAC over the one before it, its number and its content, so a row that is changed, taken out, put in or moved
 * breaks the chain there. The key is kept outside of the database, and so is a record of how far the chain had come at which time;
 * {@link #verify} compares both, and says what was done. Rows from before the chain had a key carry plain hashes; they are
 * protected by the first keyed row after them. Who is kept from what, and who is not: {@link AuditVerification}.
 */
public final class Audit implements AutoCloseable {
    private static final int MAX_BATCH = 64;
    private static final int MAX_WAITING = 5_000;
    private static final int LANES = 2;

    /** In a cursor between the end of the chain and the id of an entry that was not in it. */
    private static final char LATE = '/';

    /** All are before it. */
    private static final UUID ANY_ID = new UUID(-1, -1);

    /** What {@link #verify} found. */
    public sealed interface Verdict {
        /**
         * Every row is as it was written, in order, and none is missing.
         *
         * @param rows the number of the last row
         * @param unkeyedUpTo the last row from before the chain had a key; 0 if there is none
         * @param forgottenUpTo the last row that was forgotten on purpose, leaving a signed anchor; 0 if there is none
         * @param unsealed rows that were appended and are not in the chain yet
         * @param comparedHeads how many heads recorded outside of the database the chain passes through
         */
        record Intact(
                long rows, String headHash, long unkeyedUpTo, long forgottenUpTo, long unsealed, long comparedHeads)
                implements Verdict {}

        /** The chain is broken at this row: everything before it is as it was written, unless it was rewritten. */
        record Broken(long seq, String reason, Deed deed) implements Verdict {}
    }

    /** What was done to a log that is broken, as far as that shows. */
    public enum Deed {
        /** A row is not what was written. */
        CHANGED,
        /** A row is missing in the middle. */
        REMOVED,
        /** There are rows that were not appended. */
        INSERTED,
        /** Many rows are other ones, with hashes that agree among themselves. */
        REWRITTEN,
        /** The end is missing. */
        TRUNCATED,
        /** An older copy is in its place. */
        ROLLED_BACK,
        /** The log itself agrees, but the record of its heads was changed. */
        RECORD_CHANGED,
        /** Nothing can be said, because a key is missing here. */
        KEY_MISSING
    }

    private final Database database;
    private final InstantSource clock;
    private final JsonMapper json;
    private final AuditKeys keys;
    private final AuditRows rows;
    private final AuditSigning signing;
    private final AuditSealing sealing;
    private final AuditVerification verification;
    private final RecordedHeads recorded;
    private final GroupCommit<AuditRow, Boolean> together;

    /** @param owner takes what was appended into the chain, which the program's role may not */
    Audit(
            Database database,
            OwnerDatabase owner,
            InstantSource clock,
            JsonMapper json,
            AuditKeys keys,
            RecordedHeads recorded) {
        this.database = database;
        this.clock = clock;
        this.json = json;
        this.keys = keys;
        this.recorded = recorded;
        this.rows = new AuditRows(database);
        this.signing = new AuditSigning(keys);
        this.sealing = new AuditSealing(database, owner, clock, signing, recorded);
        this.verification = new AuditVerification(database, signing, sealing, recorded);
        this.together = new GroupCommit<>(
                "identity.audit",
                database.dataSource(),
                MAX_BATCH,
                MAX_WAITING,
                LANES,
                AuditRow::subject,
                Audit::appendAll);
    }

    /**
     * Appends as the current actor: in the current transaction if there is one, so that it is written if and only if that
     * commits; else at once.
     *
     * @param action such as {@code product.published}
     * @param subject what was acted on: {@code product:0198…}
     * @param detail ids and words of the program only, nothing personal: it can never be erased. What looks like a secret is masked
     */
    public void append(String action, String subject, Map<String, ?> detail) {
        appendAs(CurrentActor.get().reference(), action, subject, detail);
    }

    /** As {@link #append}, in somebody else's name. */
    public void appendAs(String actor, String action, String subject, Map<String, ?> detail) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String text = Secrets.masked(json.writeValueAsString(new TreeMap<>(detail)));
        AuditRow row = signing.entry(Ids.next(), now, actor, action, Secrets.masked(subject), text);
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            database.connection(tx -> appendAll(tx, List.of(row)));
        } else {
            together.submit(row);
        }
    }

    /**
     * A word that shows whether two requests came from the same address without showing which: an address is personal, and what is
     * appended cannot be erased.
     */
    public String pseudonym(String address) {
        return signing.pseudonym(address);
    }

    /**
     * Newest first, of one actor or about one subject if asked. The first page begins with what is not sealed yet: its number is 0
     * and its hash is empty. The pages after it go on there, whatever is sealed meanwhile.
     */
    public Page<AuditEntry> page(@Nullable String actor, @Nullable String subject, @Nullable String cursor, int limit) {
        Optional<String> by = Optional.ofNullable(actor);
        Optional<String> about = Optional.ofNullable(subject);
        String place = Cursors.read(cursor, 1).map(List::getFirst).orElse(null);
        List<AuditRows.Listed> found;
        if (place == null) {
            found = rows.newest(null, ANY_ID, by, about, limit + 1);
        } else if (place.indexOf(LATE) < 0) {
            found = rows.before(number(place), by, about, limit + 1);
        } else {
            String[] late = place.split(String.valueOf(LATE), 2);
            found = rows.newest(number(late[0]), Ids.parse(late[1]).orElseThrow(Cursors::bad), by, about, limit + 1);
        }
        return Page.of(found, limit, Audit::cursor).map(AuditRows.Listed::entry);
    }

    private static String cursor(AuditRows.Listed last) {
        return last.late()
                ? Cursors.of(last.since() + String.valueOf(LATE) + last.id())
                : Cursors.of(last.entry().seq());
    }

    /** Takes what was appended into the chain, and records how far it has come; every node does so every second. */
    public void seal() {
        sealing.sealAll();
        sealing.record(false);
    }

    /** Seals what is appended, and reads the whole log from the first row to the head in one pass with flat memory. */
    public Verdict verify() {
        sealing.sealAll();
        return verification.verify();
    }

    /** The number and hash of the last row, to be kept outside the database: {@code 1024:9f86d0…}. */
    public String head() {
        return rows.head();
    }

    /**
     * After a restore: what was recorded before about how far the log had come counts no longer. That is itself written to the log.
     *
     * @throws Failure {@code identity.audit-broken} if the log does not agree in itself
     */
    public void accept() {
        long before =
                recorded.read().standing().stream().mapToLong(Head::seq).max().orElse(0);
        if (verification.verifyItself() instanceof Verdict.Broken broken) {
            throw Failure.conflict(
                    "identity.audit-broken",
                    "The log itself is broken at row " + broken.seq() + ": " + broken.reason());
        }
        recorded.add(current(Kind.ACCEPTED));
        append("audit.accepted", "audit:heads", Map.of("recordedBefore", before));
        sealing.sealAll();
        sealing.record(true);
    }

    /**
     * Forgets rows from before this moment, and leaves a signed anchor from which the rest is verified; gives how many that were.
     *
     * @param owner alone may remove rows
     * @throws Failure {@code identity.audit-broken}: rows that were tampered with are kept as evidence
     */
    public long forgetBefore(OwnerDatabase owner, Instant before) {
        if (verify() instanceof Verdict.Broken broken) {
            throw Failure.conflict(
                    "identity.audit-broken",
                    "The log is broken at row " + broken.seq() + ", so nothing of it is forgotten: " + broken.reason());
        }
        Database tables = owner.database();
        Optional<Forgotten> forgotten = tables.transact(() -> {
            tables.sql()
                    .sql("select seq from identity.audit_head for update")
                    .query(Long.class)
                    .single();
            Long last = tables.sql()
                    .sql("select max(seq) from identity.audit where at < ?")
                    .param(SqlTime.of(before))
                    .query((row, n) -> row.getObject(1, Long.class))
                    .optional()
                    .orElse(null);
            return Optional.ofNullable(last).map(row -> forget(tables, row));
        });
        forgotten.ifPresent(some -> append("audit.forgotten", "audit:" + some.last(), Map.of("rows", some.rows())));
        return forgotten.map(Forgotten::rows).orElse(0L);
    }

    /** Adds a key that signs from now on; where the keys are given by a setting, it is to be added there. Gives its id. */
    public String rotateKey() {
        String id = keys.rotate();
        append("audit.key-added", "audit-key:" + id, Map.of());
        return id;
    }

    @Override
    public void close() {
        together.close();
    }

    private record Forgotten(long last, long rows) {}

    private Forgotten forget(Database tables, long last) {
        byte[] hash = tables.sql()
                .sql("select hash from identity.audit where seq = ?")
                .param(last)
                .query((row, n) -> row.getBytes(1))
                .single();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String key = keys.active();
        tables.connection(tx -> {
            AuditRows.mark(
                    tx,
                    new AuditRows.Mark("anchor", last, hash, now, key, signing.mark(key, "anchor", last, hash, now)));
            return true;
        });
        long gone = tables.sql()
                .sql("select identity.forget_audit(?)")
                .param(last)
                .query(Long.class)
                .single();
        return new Forgotten(last, gone);
    }

    private Head current(Kind kind) {
        String[] head = head().split(":", -1);
        return new Head(clock.instant().truncatedTo(ChronoUnit.MILLIS), kind, Long.parseLong(head[0]), head[1]);
    }

    private static List<Boolean> appendAll(Connection tx, List<AuditRow> appended) throws SQLException {
        AuditRows.append(tx, appended);
        return appended.stream().map(row -> true).toList();
    }

    private static long number(String text) {
        try {
            return Parameters.whole(text);
        } catch (NumberFormatException e) {
            throw Cursors.bad();
        }
    }
}
