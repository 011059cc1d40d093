package io.peakday.customers;

import io.peakday.audit.Audit;
import java.util.Map;
import java.util.UUID;

/** What staff do with a customer's data at the customer's wish. Each of it goes to the audit log: the id and the reason. */
public final class StaffPrivacy {
    /** Why; a choice, because a text might say something personal, and the audit log is never erased. */
    public enum Reason {
        /** The person asked for it. */
        REQUEST,
        /** A court or an authority ordered it. */
        ORDER,
        /** The same person has another account. */
        DUPLICATE,
        /** The account was made by mistake, or by a machine. */
        MISTAKE
    }

    private final Erasures erasures;
    private final PersonalExport export;
    private final Audit audit;

    StaffPrivacy(Erasures erasures, PersonalExport export, Audit audit) {
        this.erasures = erasures;
        this.export = export;
        this.audit = audit;
    }

    public ErasureReport erase(UUID customerId, Reason reason) {
        audit.append("privacy.erased", "customer:" + customerId, Map.of("reason", reason.name()));
        return erasures.customer(customerId);
    }

    public Map<String, Object> export(UUID customerId) {
        audit.append("privacy.exported", "customer:" + customerId, Map.of());
        return export.of(customerId);
    }
}
