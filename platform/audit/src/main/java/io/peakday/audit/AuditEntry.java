package io.peakday.audit;

import java.time.Instant;

/**
 * One link of the audit chain.
 *
 * @param seq from 1, without gaps; 0 of an entry that is not sealed into the chain yet, which takes about a second
 * @param at when it was appended
 * @param actor who did it: {@code staff:}, {@code api-key:}, {@code customer:} or {@code system:} and an id or name, or {@code guest}
 * @param action such as {@code staff.updated} or {@code http.intent}
 * @param subject what was acted on, {@code product:0198…}; of a request its path
 * @param detail a JSON object, as text; secrets in it are masked
 * @param hash hexadecimal hash over the previous one and this row, keyed but for rows from before there was a key; empty while it is
 *     not sealed
 */
public record AuditEntry(
        long seq, Instant at, String actor, String action, String subject, String detail, String hash) {}
