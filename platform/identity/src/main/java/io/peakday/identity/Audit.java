package io.peakday.identity;

import io.peakday.web.Page;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The append-only, hash-chained log of what staff and API keys did. */
public final class Audit {
    /** What {@link #verify} found. */
    public sealed interface Verdict {
        /** Every row is as it was written, in order, and none is missing. */
        record Intact(long rows, String headHash) implements Verdict {}

        /** The chain is broken at this row: everything before it is as it was written. */
        record Broken(long seq, String reason) implements Verdict {}
    }

    /** Appends as the current actor, in the current transaction if there is one. */
    public void append(String action, String subject, Map<String, ?> detail) {
        throw new UnsupportedOperationException();
    }

    /** Newest first. */
    public Page<AuditEntry> page(
            @Nullable String actor, @Nullable String subject, @Nullable String cursor, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Recomputes the chain from the first row to the head. */
    public Verdict verify() {
        throw new UnsupportedOperationException();
    }
}
