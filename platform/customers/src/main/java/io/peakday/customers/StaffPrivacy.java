package io.peakday.customers;

import io.peakday.audit.Audit;
import io.peakday.engines.Database;
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

    private final Database database;
    private final Erasures erasures;
    private final PersonalExport export;
    private final Audit audit;

    StaffPrivacy(Database database, Erasures erasures, PersonalExport export, Audit audit) {
        this.database = database;
        this.erasures = erasures;
        this.export = export;
        this.audit = audit;
    }

    /**
     * Erases a customer; that it was done is in the audit log if and only if it was.
     *
     * @throws io.peakday.kernel.Failure {@code identity.no-customer}
     */
    public ErasureReport erase(UUID customerId, Reason reason) {
        return database.transact(() -> {
            ErasureReport report = erasures.customer(customerId);
            audit.append("privacy.erased", "customer:" + customerId, Map.of("reason", reason.name()));
            return report;
        });
    }

    /**
     * Everything that is kept about a customer. It is in the audit log before the first of it is handed out; of somebody whom there is
     * not, nothing is.
     *
     * @throws io.peakday.kernel.Failure {@code identity.no-customer}
     */
    public Map<String, Object> export(UUID customerId) {
        Map<String, Object> made = export.of(customerId);
        audit.append("privacy.exported", "customer:" + customerId, Map.of());
        return made;
    }
}
