package io.peakday.audit.http;

import io.peakday.audit.Audit;
import io.peakday.audit.Audit.Deed;
import io.peakday.audit.Audit.Verdict.Broken;
import io.peakday.audit.Audit.Verdict.Intact;
import io.peakday.audit.AuditEntry;
import io.peakday.audit.AuditPermissions;
import io.peakday.identity.Requires;
import io.peakday.web.Page;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The audit log: what staff and API keys did, with the intent before a request and its outcome after it. Entries form a chain of keyed
 * hashes, so that none can be changed or removed unnoticed.
 */
@RestController
@Tag(name = "Audit log")
@RequestMapping("/api/v1/admin/audit")
@Requires(AuditPermissions.Names.AUDIT_READ)
final class AuditApi {
    /**
     * What verifying the audit log found. What is said of an intact log is null of a broken one, and the other way round.
     *
     * @param intact whether every entry is as it was written, in order, and none is missing
     * @param rows of an intact log: the number of the last entry
     * @param head of an intact log: the hash of the last entry, in hexadecimal
     * @param brokenAt of a broken log: the number of the first entry that is not as it was written
     * @param reason of a broken log: in a sentence, what is wrong
     * @param deed of a broken log: what was done to it, as far as that shows
     * @param unkeyedUpTo of an intact log: the number of the last entry from before the chain had a key; 0 if there is none
     * @param forgottenUpTo of an intact log: the number of the last entry that was deleted on purpose, leaving a signed anchor; 0 if there is
     *     none
     * @param unsealed of an intact log: entries that are not in the chain yet
     * @param comparedHeads of an intact log: how many heads recorded outside of the database the chain passes through
     */
    record Verification(
            boolean intact,
            @Nullable Long rows,
            @Nullable String head,
            @Nullable Long brokenAt,
            @Nullable String reason,
            @Nullable Deed deed,
            @Nullable Long unkeyedUpTo,
            @Nullable Long forgottenUpTo,
            @Nullable Long unsealed,
            @Nullable Long comparedHeads) {}

    private final Audit audit;

    AuditApi(Audit audit) {
        this.audit = audit;
    }

    /**
     * Lists entries of the audit log, the newest first.
     *
     * <p>The first page begins with entries that are not in the chain yet, about a second's worth: their number is 0 and their hash is empty.
     *
     * @param actor only entries of this actor, exactly as they name it, such as {@code staff:0198…} or {@code api-key:0198…}; all if left out
     * @param subject only entries about this subject, exactly as they name it, such as {@code product:0198…}; all if left out
     * @param limit the most entries of a page, 1 to 200; 50 if left out
     * @return a page of entries
     */
    @GetMapping
    Page<AuditEntry> listAuditEntries(
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return audit.page(actor, subject, cursor, Page.limit(limit, 50, 200));
    }

    /**
     * Verifies the audit log from its first entry to its last.
     *
     * <p>It reads the whole log, so with a long log it takes a while. A broken log is an answer, not an error.
     *
     * @return what was found
     * @throws io.peakday.kernel.Failure {@code identity.bad-audit-key} (400) if the server's file of keys is not written as it should be
     * @throws io.peakday.kernel.Failure {@code identity.audit-key-unreadable} (503) if the server's file of keys cannot be read
     * @throws io.peakday.kernel.Failure {@code identity.audit-heads-unusable} (503) if the heads recorded outside of the database cannot be
     *     read
     */
    @GetMapping("/verification")
    Verification verifyAuditLog() {
        return switch (audit.verify()) {
            case Intact intact ->
                new VerificationBuilder(true)
                        .rows(intact.rows(), intact.headHash())
                        .outsideTheChain(intact.unkeyedUpTo(), intact.forgottenUpTo(), intact.unsealed())
                        .comparedHeads(intact.comparedHeads())
                        .build();
            case Broken broken ->
                new VerificationBuilder(false)
                        .broken(broken.seq(), broken.reason(), broken.deed())
                        .build();
        };
    }
}
