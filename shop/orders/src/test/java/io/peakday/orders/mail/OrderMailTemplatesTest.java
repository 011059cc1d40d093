package io.peakday.orders.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.contracts.OrderCancelled;
import io.peakday.contracts.OrderDelivered;
import io.peakday.contracts.OrderFacts;
import io.peakday.contracts.OrderPlaced;
import io.peakday.contracts.OrderRefunded;
import io.peakday.contracts.OrderReturned;
import io.peakday.contracts.OrderShipped;
import io.peakday.kernel.Money;
import io.peakday.mail.MailMessage;
import io.peakday.mail.MailMessageRules;
import io.peakday.orders.SampleFacts;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderMailTemplatesTest {
    private final OrderMailTemplates orders = new OrderMailTemplates("https://shop.example");

    @Test
    void theConfirmationSaysWhatWasBoughtWhatItCostsWhereItGoesAndWhen() {
        MailMessage message = orders.confirmation(new OrderPlaced(SampleFacts.order("Kettle Alba")));
        assertThat(message.recipient()).isEqualTo("anna@example.com");
        assertThat(message.subject()).isEqualTo("Your order PD-2026-ABC123");
        for (String page : List.of(message.html(), message.text())) {
            assertThat(page.replaceAll("\\s+", " "))
                    .contains("Kettle Alba", "Red, 1.5 l", "quantity 2", "€99.80", "€104.75", "Main Street 1", "Berlin")
                    .contains("Expected between Thursday, 4 June and Saturday, 6 June.")
                    .contains("https://shop.example/orders/PD-2026-ABC123");
        }
    }

    @Test
    void theyAreMailsAsAllAre() {
        MailMessageRules.check("order", all("Kettle"));
        MailMessageRules.checkEscaped(all(MailMessageRules.NASTY));
        assertThat(orders.confirmation(new OrderPlaced(SampleFacts.order(MailMessageRules.NASTY)))
                        .html())
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;Co&quot;");
    }

    @Test
    void aRefundSaysHowMuchOfItIsTaxWhereThatIsKnown() {
        var order = SampleFacts.order("Lamp");

        assertThat(orders.refunded(refunded(order, List.of(new OrderRefunded.Tax(190_000, 4193, 797))))
                        .text())
                .contains("Tax in this refund")
                .contains("€7.97");
        assertThat(orders.refunded(refunded(order, null)).text()).doesNotContain("Tax in this refund");
    }

    @Test
    void theConfirmationSaysWhyAnOrderHasNoTax() {
        String note = "No VAT is charged on deliveries to the Canary Islands.";

        assertThat(orders.confirmation(new OrderPlaced(SampleFacts.order("Lamp", 0, note)))
                        .text())
                .contains(note)
                .doesNotContain("Including tax of");
        assertThat(orders.confirmation(new OrderPlaced(SampleFacts.order("Lamp")))
                        .text())
                .contains("Including tax of");
    }

    @Test
    void moneyIsWrittenAsTheStoreDoes() {
        assertThat(OrderMailTemplates.money(Money.of(129900, "EUR"))).isEqualTo("€1,299.00");
        assertThat(OrderMailTemplates.money(Money.of(-500, "JPY"))).isEqualTo("−JP¥500");
    }

    private List<MailMessage> all(String title) {
        var order = SampleFacts.order(title);
        return List.of(
                orders.confirmation(new OrderPlaced(order)),
                orders.shipped(new OrderShipped(order, new OrderShipped.Tracking("Parcel & Co", "123", null))),
                orders.delivered(new OrderDelivered(order, Instant.parse("2026-06-05T10:00:00Z"))),
                orders.cancelled(new OrderCancelled(order, "asked by you", 10475)),
                orders.returned(new OrderReturned(order, UUID.randomUUID(), List.of())),
                orders.refunded(refunded(order, List.of(new OrderRefunded.Tax(190_000, 4193, 797)))));
    }

    private static OrderRefunded refunded(OrderFacts order, List<OrderRefunded.Tax> taxes) {
        return new OrderRefunded(order, UUID.randomUUID(), 4990, 4990, "returned", taxes);
    }
}
