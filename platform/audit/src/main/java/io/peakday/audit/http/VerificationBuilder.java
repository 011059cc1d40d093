package io.peakday.audit.http;

import io.peakday.audit.Audit.Deed;
import io.peakday.audit.http.AuditApi.Verification;
import org.jspecify.annotations.Nullable;

/** What verifying found: of all fields those that belong to an intact log, or to a broken one. */
final class VerificationBuilder {
    private final boolean intact;
    private @Nullable Long rows;
    private @Nullable String head;
    private @Nullable Long brokenAt;
    private @Nullable String reason;
    private @Nullable Deed deed;
    private @Nullable Long unkeyedUpTo;
    private @Nullable Long forgottenUpTo;
    private @Nullable Long unsealed;
    private @Nullable Long comparedHeads;

    VerificationBuilder(boolean intact) {
        this.intact = intact;
    }

    VerificationBuilder rows(long rows, String head) {
        this.rows = rows;
        this.head = head;
        return this;
    }

    VerificationBuilder outsideTheChain(long unkeyedUpTo, long forgottenUpTo, long unsealed) {
        this.unkeyedUpTo = unkeyedUpTo;
        this.forgottenUpTo = forgottenUpTo;
        this.unsealed = unsealed;
        return this;
    }

    VerificationBuilder comparedHeads(long comparedHeads) {
        this.comparedHeads = comparedHeads;
        return this;
    }

    VerificationBuilder broken(long at, String reason, Deed deed) {
        this.brokenAt = at;
        this.reason = reason;
        this.deed = deed;
        return this;
    }

    Verification build() {
        return new Verification(
                intact, rows, head, brokenAt, reason, deed, unkeyedUpTo, forgottenUpTo, unsealed, comparedHeads);
    }
}
