package io.peakday.audit.http;

import io.peakday.audit.Audit;
import io.peakday.audit.Audit.Deed;
import io.peakday.audit.Audit.Verdict.Broken;
import io.peakday.audit.Audit.Verdict.Intact;
import io.peakday.audit.AuditEntry;
import io.peakday.audit.AuditPermissions;
import io.peakday.identity.Requires;
import io.peakday.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit log, for those who check. */
@RestController
@RequestMapping("/api/v1/admin/audit")
@Requires(AuditPermissions.Names.AUDIT_READ)
final class AuditApi {
    /**
     * @param brokenAt the first row that is not as it was written; null if all are
     * @param head hash of the last row, if all are intact
     * @param deed what was done to it, as far as that shows
     * @param unkeyedUpTo the last row from before the chain had a key
     * @param forgottenUpTo the last row that was forgotten on purpose, leaving a signed anchor
     * @param unsealed rows that are not in the chain yet
     * @param comparedHeads how many heads recorded outside of the database it passes through
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

    @GetMapping
    Page<AuditEntry> page(
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return audit.page(actor, subject, cursor, Page.limit(limit, 50, 200));
    }

    @GetMapping("/verification")
    Verification verify() {
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
