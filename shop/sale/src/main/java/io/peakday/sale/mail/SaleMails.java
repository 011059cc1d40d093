package io.peakday.sale.mail;

import io.peakday.customers.Customers;
import io.peakday.events.Subscription;
import io.peakday.mail.EventMails;
import io.peakday.mail.MailMessage;
import io.peakday.sale.FlashSales;
import io.peakday.sale.Sale;
import io.peakday.sale.SaleEvents;
import io.peakday.sale.SaleEvents.HoldExpired;
import io.peakday.sale.SaleState;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Mails customers what a sale decided about them while they were not looking. */
public final class SaleMails {
    private final Customers customers;
    private final FlashSales sales;
    private final SaleMailTemplates templates;
    private final InstantSource clock;

    /** @param publicUrl where customers reach the store, without a slash at its end */
    public SaleMails(Customers customers, FlashSales sales, String publicUrl, InstantSource clock) {
        this.customers = customers;
        this.sales = sales;
        this.templates = new SaleMailTemplates(publicUrl);
        this.clock = clock;
    }

    public EventMails aboutSales() {
        return EventMails.of(Subscription.durable("notify.sale-mails").unordered())
                .on(SaleEvents.HOLD_EXPIRED, HoldExpired::customerId, this::expired);
    }

    /** Who has deleted the account in the meantime is not written to. */
    private @Nullable MailMessage expired(HoldExpired expired) {
        Sale sale = sales.require(expired.saleId());
        return customers
                .find(expired.customerId())
                .map(customer -> templates.holdExpired(
                        expired, sale.name(), isOpen(sale, clock.instant()), customer.name(), customer.email()))
                .orElse(null);
    }

    private static boolean isOpen(Sale sale, Instant now) {
        SaleState state = sale.stateAt(now);
        return state == SaleState.OPEN || state == SaleState.PAUSED;
    }
}
