package io.peakday.notify;

import io.peakday.events.Received;
import io.peakday.events.Subscription;
import io.peakday.identity.Customers;
import io.peakday.mail.MailQueue;
import io.peakday.notify.letter.SaleMailTemplates;
import io.peakday.sale.Sale;
import io.peakday.sale.SaleEvents;
import io.peakday.sale.SaleEvents.HoldExpired;
import io.peakday.sale.SaleState;
import io.peakday.sale.Sales;
import java.time.Instant;
import java.time.InstantSource;

/** Tells customers by mail what a sale decided about them while they were not looking. */
final class SaleMails {
    private final MailQueue queue;
    private final Customers customers;
    private final Sales sales;
    private final SaleMailTemplates letters;
    private final InstantSource clock;

    SaleMails(MailQueue queue, Customers customers, Sales sales, String publicUrl, InstantSource clock) {
        this.queue = queue;
        this.customers = customers;
        this.sales = sales;
        this.letters = new SaleMailTemplates(publicUrl);
        this.clock = clock;
    }

    /** Unordered, as all mails: one that cannot be written must not hold back the next. */
    Subscription aboutSales() {
        return Subscription.durable("notify.sale-mails").unordered().on(SaleEvents.HOLD_EXPIRED, this::expired);
    }

    /** Who has deleted the account in the meantime is not written to. */
    private void expired(Received<HoldExpired> received) {
        HoldExpired expired = received.payload();
        Sale sale = sales.require(expired.saleId());
        customers
                .find(expired.customerId())
                .ifPresent(customer -> queue.enqueue(
                        received.envelope().id(),
                        customer.id(),
                        letters.holdExpired(
                                expired,
                                sale.name(),
                                goesOn(sale, clock.instant()),
                                customer.name(),
                                customer.email())));
    }

    private static boolean goesOn(Sale sale, Instant now) {
        SaleState state = sale.stateAt(now);
        return state == SaleState.OPEN || state == SaleState.PAUSED;
    }
}
