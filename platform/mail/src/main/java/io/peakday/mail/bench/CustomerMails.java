package io.peakday.mail.bench;

import io.peakday.engines.Database;
import java.util.List;
import java.util.UUID;

/** Which customers got a mail of a kind, for audits that compare it with what happened. */
public final class CustomerMails {
    private CustomerMails() {}

    /** One mail. */
    public record CustomerMail(UUID customer, boolean failed) {}

    /** Every mail of the kind to somebody with an account, sent, queued or failed. */
    public static List<CustomerMail> ofKind(Database database, String kind) {
        return database.sql()
                .sql("""
                        select customer_id, state = 'FAILED' from notify.outgoing
                        where kind = ? and customer_id is not null""")
                .param(kind)
                .query((row, n) -> new CustomerMail(row.getObject(1, UUID.class), row.getBoolean(2)))
                .list();
    }
}
