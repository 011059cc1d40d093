package io.peakday.audit;

import io.peakday.audit.Audit.Deed;
import io.peakday.audit.Audit.Verdict;
import io.peakday.audit.Audit.Verdict.Broken;
import io.peakday.audit.Audit.Verdict.Intact;
import io.peakday.audit.AuditRows.Mark;
import io.peakday.audit.AuditSealing.ChainHead;
import io.peakday.audit.RecordedHeads.Head;
import io.peakday.engines.Database;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the whole log once, with flat memory, and compares it with what is known outside of the database: the keys, and the heads
 * that were recorded. It says what was done to it, as far as that shows.
 *
 * <p>Named attackers. <i>The database's owner</i> can do everything in the database, has no key and no recorded heads: whatever they
 * change, remove, insert or reorder in the chain is found, rows from before the key included, because the first keyed row
 * rests on them; so is a log whose end they cut off, or an older copy of the database. What they remove before it is sealed (about a
 * second) is not. <i>Whoever has the store's folder</i> has key and heads as well: against them the heads have to be kept in a second
 * place ({@code peakday.identity.audit-heads-to}), or the key in the environment of the nodes.
 */
final class AuditVerification {
    private static final int FETCH = 1000;

    private final Database database;
    private final AuditSigning signing;
    private final AuditSealing sealing;
    private final RecordedHeads recorded;

    AuditVerification(Database database, AuditSigning signing, AuditSealing sealing, RecordedHeads recorded) {
        this.database = database;
        this.signing = signing;
        this.sealing = sealing;
        this.recorded = recorded;
    }

    Verdict verify() {
        signing.reload();
        RecordedHeads.Read heads = recorded.read();
        Verdict verdict = against(heads.standing());
        return verdict instanceof Intact intact && heads.bad() != null
                ? new Broken(
                        intact.rows(),
                        "the log itself agrees, but " + heads.bad()
                                + " is not signed: the record of its heads was changed.",
                        Deed.RECORD_CHANGED)
                : verdict;
    }

    /** Whether the log agrees in itself, whatever was recorded elsewhere. */
    Verdict verifyItself() {
        signing.reload();
        return against(List.of());
    }

    private Verdict against(List<Head> heads) {
        return database.transact(() -> database.connection(tx -> {
            try (var statement = tx.createStatement()) {
                statement.execute("set transaction isolation level repeatable read, read only");
            }
            return verify(tx, heads);
        }));
    }

    private Verdict verify(Connection tx, List<Head> heads) throws SQLException {
        ChainHead head = AuditSealing.head(tx, "");
        if (head == null) {
            return new Broken(0, "the head of the chain is missing.", Deed.REMOVED);
        }
        List<Mark> marks = AuditRows.marks(tx);
        for (Mark mark : marks) {
            if (!isSigned(mark)) {
                return unsigned(mark);
            }
        }
        Optional<Mark> cutOver = last(marks, "cut-over");
        if (cutOver.isEmpty() && (!heads.isEmpty() || head.keyId() != null)) {
            return new Broken(
                    0,
                    "the record of where the key begins was removed: rows could be passed off as ones from before it.",
                    Deed.REWRITTEN);
        }
        Walk walk = new Walk(marks, cutOver.map(Mark::seq).orElse(Long.MAX_VALUE), heads);
        Broken broken = walk.through(tx);
        return broken != null ? broken : end(tx, head, walk, heads);
    }

    /** Whether the chain ends where it should. */
    private Verdict end(Connection tx, ChainHead head, Walk walk, List<Head> heads) throws SQLException {
        long last = walk.expected - 1;
        Head beyond = heads.stream()
                .filter(one -> one.seq() > last)
                .max(java.util.Comparator.comparingLong(Head::seq))
                .orElse(null);
        if (beyond != null) {
            boolean whole = last == head.seq() && MessageDigest.isEqual(walk.previous, head.hash());
            String what = whole && sealing.isSigned(head)
                    ? "an older copy of the log was put in its place, with its head"
                    : "the end of the log was cut off";
            return new Broken(
                    last + 1,
                    what + ": on " + beyond.at() + " it had " + beyond.seq() + " rows, now it has " + last + ".",
                    whole && sealing.isSigned(head) ? Deed.ROLLED_BACK : Deed.TRUNCATED);
        }
        if (last != head.seq()) {
            return last < head.seq()
                    ? new Broken(
                            walk.expected,
                            "rows are missing at the end: the head says " + head.seq() + ".",
                            Deed.TRUNCATED)
                    : new Broken(head.seq(), "there are rows after the head, " + head.seq() + ".", Deed.INSERTED);
        }
        if (!MessageDigest.isEqual(walk.previous, head.hash())) {
            return new Broken(last, "the head is not the hash of the last row.", Deed.CHANGED);
        }
        if (head.keyId() != null && !sealing.isSigned(head) && last > walk.unkeyedUpTo) {
            return signing.knows(head.keyId())
                    ? new Broken(
                            last,
                            "the head is not signed: the end of the log was cut off, or put back from an older copy.",
                            Deed.TRUNCATED)
                    : unknown(last, head.keyId());
        }
        return new Intact(
                last,
                HexFormat.of().formatHex(head.hash()),
                Math.min(last, walk.lastUnkeyed),
                walk.anchor,
                unsealed(tx),
                walk.compared);
    }

    private boolean isSigned(Mark mark) {
        return signing.knows(mark.keyId())
                && MessageDigest.isEqual(
                        mark.mac(), signing.mark(mark.keyId(), mark.kind(), mark.seq(), mark.hash(), mark.at()));
    }

    private Broken unsigned(Mark mark) {
        return signing.knows(mark.keyId())
                ? new Broken(
                        mark.seq(),
                        mark.kind().equals("anchor")
                                ? "rows up to " + mark.seq() + " were removed, and not by the program."
                                : "the record of where the key begins was changed.",
                        mark.kind().equals("anchor") ? Deed.REMOVED : Deed.REWRITTEN)
                : unknown(mark.seq(), mark.keyId());
    }

    private static Broken unknown(long seq, String key) {
        return new Broken(
                seq,
                "it is signed with the key " + key
                        + ", which this node does not have. Give it in peakday.identity.audit-key, or put the audit.key"
                        + " back into the store's folder.",
                Deed.KEY_MISSING);
    }

    private static Optional<Mark> last(List<Mark> marks, String kind) {
        return marks.stream().filter(mark -> mark.kind().equals(kind)).reduce((first, second) -> second);
    }

    private static long unsealed(Connection tx) throws SQLException {
        try (var statement = tx.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from identity.audit_unsealed")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** One pass over the rows. */
    private final class Walk {
        private final long unkeyedUpTo;
        private final List<Mark> cutOvers;
        private final TreeMap<Long, Head> heads = new TreeMap<>();
        private final long anchor;
        private byte[] previous;
        private long expected;
        private long lastUnkeyed;
        private long compared;

        Walk(List<Mark> marks, long unkeyedUpTo, List<Head> recorded) {
            this.unkeyedUpTo = unkeyedUpTo;
            this.cutOvers = marks.stream()
                    .filter(mark -> mark.kind().equals("cut-over"))
                    .toList();
            Optional<Mark> anchored = last(marks, "anchor");
            this.anchor = anchored.map(Mark::seq).orElse(0L);
            this.previous = anchored.map(Mark::hash).orElse(new byte[0]);
            this.expected = anchor + 1;
            recorded.stream().filter(head -> head.seq() >= anchor).forEach(head -> heads.putIfAbsent(head.seq(), head));
        }

        @Nullable
        Broken through(Connection tx) throws SQLException {
            try (var statement = tx.createStatement()) {
                statement.setFetchSize(FETCH);
                try (ResultSet rows = statement.executeQuery(
                        "select seq, at, actor, action, subject, detail, entry_id, key_id, mac, hash"
                                + " from identity.audit order by seq")) {
                    while (rows.next()) {
                        AuditRow row = AuditRow.read(rows);
                        if (row.seq() <= anchor && anchor > 0) {
                            continue; // forgotten, and about to go
                        }
                        Broken broken = next(row);
                        if (broken != null) {
                            return broken;
                        }
                    }
                }
            }
            return null;
        }

        private @Nullable Broken next(AuditRow row) {
            if (row.seq() != expected) {
                return new Broken(expected, "row " + expected + " is missing.", Deed.REMOVED);
            }
            String key = row.keyId();
            if (key == null && row.seq() > unkeyedUpTo) {
                return new Broken(
                        row.seq(),
                        "row " + row.seq() + " has no key, though every row after " + unkeyedUpTo
                                + " has one: it was not written by the program.",
                        Deed.REWRITTEN);
            }
            if (key != null && !signing.knows(key)) {
                return unknown(row.seq(), key);
            }
            byte[] hash = key == null ? row.plainHash(previous) : signing.chain(key, previous, row);
            if (!MessageDigest.isEqual(hash, row.hash())) {
                boolean before =
                        key != null && lastUnkeyed > 0 && row.seq() == lastUnkeyed + 1 && signing.isAsAppended(row);
                return before
                        ? new Broken(
                                lastUnkeyed,
                                "rows up to " + lastUnkeyed
                                        + ", from before the key, were rewritten: they agree among themselves, but not with"
                                        + " the row that was signed after them.",
                                Deed.REWRITTEN)
                        : new Broken(row.seq(), "row " + row.seq() + " is not what was written.", Deed.CHANGED);
            }
            if (key != null && !signing.isAsAppended(row)) {
                return new Broken(
                        row.seq(),
                        "row " + row.seq() + " was changed after it was appended and before it was sealed.",
                        Deed.CHANGED);
            }
            return compared(row, hash);
        }

        /** With what is known of this place from elsewhere. */
        private @Nullable Broken compared(AuditRow row, byte[] hash) {
            if (row.keyId() == null) {
                lastUnkeyed = row.seq();
            }
            for (Mark mark : cutOvers) {
                if (mark.seq() == row.seq() && !MessageDigest.isEqual(mark.hash(), hash)) {
                    return new Broken(
                            row.seq(),
                            "rows up to " + row.seq() + ", from before the key, were rewritten.",
                            Deed.REWRITTEN);
                }
            }
            Head head = heads.get(row.seq());
            if (head != null) {
                compared++;
                if (!head.hash().equals(HexFormat.of().formatHex(hash))) {
                    return new Broken(
                            row.seq(),
                            "the log was rewritten, or an older copy put in its place and gone on with: on " + head.at()
                                    + " row " + row.seq() + " was another one.",
                            Deed.REWRITTEN);
                }
            }
            previous = Objects.requireNonNull(hash);
            expected++;
            return null;
        }
    }
}
