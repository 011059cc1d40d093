package io.peakday.identity;

import java.time.Instant;

/**
 * One link of the audit chain.
 *
 * @param seq from 1, without gaps
 * @param actor {@link Actor#reference()}
 * @param action such as {@code product.publish} or {@code http.intent}
 * @param subject what was acted on: {@code product:0198…}
 * @param detail a JSON object
 * @param hash hexadecimal SHA-256 over the previous hash and this row
 */
public record AuditEntry(
        long seq, Instant at, String actor, String action, String subject, String detail, String hash) {}
