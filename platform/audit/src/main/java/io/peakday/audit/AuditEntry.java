package io.peakday.audit;

import io.peakday.identity.Actor;
import java.time.Instant;

/**
 * One link of the audit chain.
 *
 * @param seq from 1, without gaps; 0 of an entry that is not sealed into the chain yet, which takes about a second
 * @param actor {@link Actor#reference()}
 * @param action such as {@code product.publish} or {@code http.intent}
 * @param subject what was acted on: {@code product:0198…}
 * @param detail a JSON object
 * @param hash hexadecimal hash over the previous one and this row, keyed but for rows from before there was a key; empty while it is
 *     not sealed
 */
public record AuditEntry(
        long seq, Instant at, String actor, String action, String subject, String detail, String hash) {}
