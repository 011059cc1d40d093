package io.peakday.identity;

import io.peakday.engines.Database;
import io.peakday.engines.GroupCommit;
import io.peakday.kernel.Secrets;
import io.peakday.web.Cursors;
import io.peakday.web.Page;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * The append-only log of what staff and API keys did.
 *
 * <p><b>The chain.</b> Each row's hash is SHA-256 over the hash before it, its number and its content, so a row that is
 * changed, taken out, put in or moved breaks every hash after it, and {@link #verify} names the first broken row. One
 * row, the head, holds the last number and hash; appending is one statement that moves the head and inserts the row.
 * Whoever appends thus waits for whoever appended just before, but only for the length of a commit: an append within a
 * transaction is carried out as that transaction's last statement, so the head is the last lock anybody takes and cannot
 * be part of a deadlock. Appends of concurrent requests share transactions.
 *
 * <p><b>What it cannot do.</b> Somebody who may change everything in the database, triggers and head included, can write
 * a new chain. Against that, the head is told to the program's log now and then ({@link #head}): a chain that does not
 * pass through a head that was told has been rewritten.
 */
public final class Audit implements AutoCloseable {
    private static final int MAX_BATCH = 64;
    private static final int MAX_WAITING = 5_000;

    /** What {@link #verify} found. */
    public sealed interface Verdict {
        /** Every row is as it was written, in order, and none is missing. */
        record Intact(long rows, String headHash) implements Verdict {}

        /** The chain is broken at this row: everything before it is as it was written. */
        record Broken(long seq, String reason) implements Verdict {}
    }

    private final Database database;
    private final InstantSource clock;
    private final JsonMapper json;
    private final AuditChain chain;
    private final GroupCommit<AuditChain.Link, Boolean> together;

    public Audit(Database database, InstantSource clock, JsonMapper json) {
        this.database = database;
        this.clock = clock;
        this.json = json;
        this.chain = new AuditChain(database);
        this.together =
                new GroupCommit<>("identity.audit", database.dataSource(), MAX_BATCH, MAX_WAITING, this::appendAll);
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
        AuditChain.Link link = new AuditChain.Link(now, actor, action, Secrets.masked(subject), text);
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            together.submit(link);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                database.connection(tx -> {
                    AuditChain.append(tx, link);
                    return true;
                });
            }

            @Override
            public int getOrder() {
                return LOWEST_PRECEDENCE;
            }
        });
    }

    /** Newest first, of one actor or about one subject if asked. */
    public Page<AuditEntry> page(@Nullable String actor, @Nullable String subject, @Nullable String cursor, int limit) {
        long before =
                Cursors.read(cursor, 1).map(parts -> number(parts.getFirst())).orElse(Long.MAX_VALUE);
        List<AuditEntry> found =
                chain.before(before, Optional.ofNullable(actor), Optional.ofNullable(subject), limit + 1);
        return Page.of(found, limit, last -> Cursors.of(last.seq()));
    }

    /** Recomputes the chain from the first row to the head; reads the whole table in one pass with flat memory. */
    public Verdict verify() {
        return chain.verify();
    }

    /** The number and hash of the last row, to be kept outside the database: {@code 1024:9f86d0…}. */
    public String head() {
        return chain.head();
    }

    @Override
    public void close() {
        together.close();
    }

    private List<Boolean> appendAll(Connection tx, List<AuditChain.Link> links) throws SQLException {
        for (AuditChain.Link link : links) {
            AuditChain.append(tx, link);
        }
        return links.stream().map(link -> true).toList();
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Cursors.bad();
        }
    }
}
