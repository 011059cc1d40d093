package io.peakday.sale.bench;

import io.peakday.commandkit.OpenStore;
import java.util.List;
import java.util.UUID;

/** Which orders were confirmed by mail, for the audit of a sale; filled by the system that has the mails, which lies above sales. */
public interface Confirmations {
    /** Every confirmation of an order to somebody with an account, sent, queued or failed. */
    List<Confirmation> all(OpenStore store);

    /** One mail. */
    record Confirmation(UUID customer, boolean failed) {}
}
