package io.peakday.notify.letter;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.contracts.OrderCancelled;
import io.peakday.contracts.OrderDelivered;
import io.peakday.contracts.OrderFacts;
import io.peakday.contracts.OrderPlaced;
import io.peakday.contracts.OrderRefunded;
import io.peakday.contracts.OrderReturned;
import io.peakday.contracts.OrderShipped;
import io.peakday.identity.CustomerEvents.CustomerRegistered;
import io.peakday.identity.CustomerEvents.EmailChangeRequested;
import io.peakday.identity.CustomerEvents.EmailChangeUndone;
import io.peakday.identity.CustomerEvents.EmailChanged;
import io.peakday.identity.CustomerEvents.EmailVerificationRequested;
import io.peakday.identity.CustomerEvents.PasswordChanged;
import io.peakday.identity.CustomerEvents.PasswordResetRequested;
import io.peakday.identity.StaffEvents.SecondFactorChange;
import io.peakday.identity.StaffEvents.StaffPasswordChanged;
import io.peakday.identity.StaffEvents.StaffPasswordResetRequested;
import io.peakday.identity.StaffEvents.StaffSecondFactorChanged;
import io.peakday.kernel.Money;
import io.peakday.mail.Letter;
import io.peakday.mail.LinkRequest;
import io.peakday.notify.Samples;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MailTemplatesTest {
    private final OrderMailTemplates orders = new OrderMailTemplates("https://shop.example");
    private final AccountMailTemplates accounts = new AccountMailTemplates("https://shop.example");

    @Test
    void theConfirmationSaysWhatWasBoughtWhatItCostsWhereItGoesAndWhen() {
        Letter letter = orders.confirmation(new OrderPlaced(Samples.order("Kettle Alba")));
        assertThat(letter.recipient()).isEqualTo("anna@example.com");
        assertThat(letter.subject()).isEqualTo("Your order PD-2026-ABC123");
        for (String page : List.of(letter.html(), letter.text())) {
            assertThat(page.replaceAll("\\s+", " "))
                    .contains("Kettle Alba", "Red, 1.5 l", "quantity 2", "€99.80", "€104.75", "Main Street 1", "Berlin")
                    .contains("Expected between Thursday, 4 June and Saturday, 6 June.")
                    .contains("https://shop.example/orders/PD-2026-ABC123");
        }
    }

    @Test
    void whateverCustomersAndProductsAreCalledIsEscaped() {
        String nasty = "<script>alert('x')</script> & \"Co\"";
        for (Letter letter : all(nasty)) {
            assertThat(letter.html()).doesNotContain("<script").doesNotContain("alert('x')");
            assertThat(letter.html().replaceAll("&(amp|lt|gt|quot|#39);", "")).doesNotContain("&");
        }
        assertThat(orders.confirmation(new OrderPlaced(Samples.order(nasty))).html())
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;Co&quot;");
    }

    @Test
    void everyMailHasBothPartsAndNothingFromElsewhere() {
        for (Letter letter : all("Kettle")) {
            assertThat(letter.html()).startsWith("<!doctype html>").endsWith("</html>\n");
            assertThat(letter.html())
                    .doesNotContain("<table")
                    .doesNotContain("<img")
                    .doesNotContain("@import");
            assertThat(letter.text()).isNotBlank().doesNotContain("<div");
            assertThat(letter.subject()).isNotBlank();
            assertThat(letter.kind()).matches("(order|account|sale)-[a-z-]+");
        }
        assertThat(all("Kettle")).extracting(Letter::kind).doesNotHaveDuplicates();
    }

    @Test
    void theLinksOfAccountsAreTheirOwn() {
        assertThat(accounts.welcome(registered("Anna")).html())
                .contains("href=\"https://shop.example/verify?token=a&amp;b\"");
        assertThat(accounts.welcome(registered("Anna")).text()).contains("https://shop.example/verify?token=a&b");
    }

    @Test
    void aLinkThatIsStillToBeMadeShowsItsRequestAndTheMailOfYesterdayKeepsItsOwn() {
        LinkRequest request = new LinkRequest("verify", "k1", UUID.randomUUID());
        Letter letter =
                accounts.welcome(new CustomerRegistered(UUID.randomUUID(), "a@example.com", "Anna", null, request));
        assertThat(letter.link()).isEqualTo(request);
        assertThat(letter.html()).contains("href=\"https://shop.example/verify?token=" + request.id() + "\"");
        Letter sent = letter.with(request, "T0ken");
        assertThat(sent.html()).contains("href=\"https://shop.example/verify?token=T0ken\"");
        assertThat(sent.text()).contains("https://shop.example/verify?token=T0ken");
        assertThat(accounts.welcome(registered("Anna")).link()).isNull();
    }

    @Test
    void theNewAddressIsNotToldToTheOldOneInFull() {
        Letter letter = accounts.emailChanged(new EmailChanged(
                UUID.randomUUID(),
                "old@example.com",
                "secret.name@example.org",
                "Anna",
                "https://shop.example/u",
                null));
        assertThat(letter.recipient()).isEqualTo("old@example.com");
        assertThat(letter.html() + letter.text()).contains("s…@example.org").doesNotContain("secret.name");
    }

    @Test
    void aRefundSaysHowMuchOfItIsTaxWhereThatIsKnown() {
        var order = Samples.order("Lamp");

        assertThat(orders.refunded(refunded(order, List.of(new OrderRefunded.Tax(190_000, 4193, 797))))
                        .text())
                .contains("Tax in this refund")
                .contains("€7.97");
        assertThat(orders.refunded(refunded(order, null)).text()).doesNotContain("Tax in this refund");
    }

    @Test
    void theConfirmationSaysWhyAnOrderHasNoTax() {
        String note = "No VAT is charged on deliveries to the Canary Islands.";

        assertThat(orders.confirmation(new OrderPlaced(Samples.order("Lamp", 0, note)))
                        .text())
                .contains(note)
                .doesNotContain("Including tax of");
        assertThat(orders.confirmation(new OrderPlaced(Samples.order("Lamp"))).text())
                .contains("Including tax of");
    }

    @Test
    void theOldAddressIsToldHowToTakeTheAccountBack() {
        UUID id = UUID.randomUUID();
        Letter asked = accounts.emailChangeRequested(new EmailChangeRequested(
                id, "old@example.com", "new@example.org", "Anna", "https://shop.example/u1", null));
        Letter changed = accounts.emailChanged(
                new EmailChanged(id, "old@example.com", "new@example.org", "Anna", "https://shop.example/u2", null));
        assertThat(asked.recipient()).isEqualTo("old@example.com");
        assertThat(asked.text()).contains("https://shop.example/u1");
        assertThat(changed.text()).contains("https://shop.example/u2");
        // An event from before there was a link.
        assertThat(accounts.emailChanged(new EmailChanged(id, "old@example.com", "new@example.org", "Anna", null, null))
                        .text())
                .contains("contact us");
    }

    @Test
    void moneyIsWrittenAsTheStoreDoes() {
        assertThat(OrderMailTemplates.money(Money.of(129900, "EUR"))).isEqualTo("€1,299.00");
        assertThat(OrderMailTemplates.money(Money.of(-500, "JPY"))).isEqualTo("−JP¥500");
    }

    private List<Letter> all(String title) {
        var order = Samples.order(title);
        return List.of(
                orders.confirmation(new OrderPlaced(order)),
                orders.shipped(new OrderShipped(order, new OrderShipped.Tracking("Parcel & Co", "123", null))),
                orders.delivered(new OrderDelivered(order, Instant.parse("2026-06-05T10:00:00Z"))),
                orders.cancelled(new OrderCancelled(order, "asked by you", 10475)),
                orders.returned(new OrderReturned(order, UUID.randomUUID(), List.of())),
                orders.refunded(refunded(order, List.of(new OrderRefunded.Tax(190_000, 4193, 797)))),
                accounts.welcome(registered(title)),
                accounts.verification(new EmailVerificationRequested(
                        UUID.randomUUID(), "a@example.com", title, "https://shop.example/v", null)),
                accounts.reset(new PasswordResetRequested(
                        UUID.randomUUID(), "a@example.com", title, "https://shop.example/r", null)),
                accounts.passwordChanged(new PasswordChanged(UUID.randomUUID(), "a@example.com", title)),
                accounts.emailChangeRequested(new EmailChangeRequested(
                        UUID.randomUUID(), "a@example.com", "b@example.com", title, "https://shop.example/u", null)),
                accounts.emailChanged(new EmailChanged(
                        UUID.randomUUID(), "a@example.com", "b@example.com", title, "https://shop.example/u", null)),
                accounts.emailChangeUndone(
                        new EmailChangeUndone(UUID.randomUUID(), "b@example.com", "a@example.com", title)),
                accounts.staffReset(new StaffPasswordResetRequested(
                        UUID.randomUUID(), "a@example.com", title, "https://shop.example/s", null)),
                accounts.staffPasswordChanged(new StaffPasswordChanged(UUID.randomUUID(), "a@example.com", title)),
                accounts.staffSecondFactor(new StaffSecondFactorChanged(
                        UUID.randomUUID(), "a@example.com", title, SecondFactorChange.RECOVERY_CODE_USED, 9)));
    }

    private static OrderRefunded refunded(OrderFacts order, List<OrderRefunded.Tax> taxes) {
        return new OrderRefunded(order, UUID.randomUUID(), 4990, 4990, "returned", taxes);
    }

    private static CustomerRegistered registered(String name) {
        return new CustomerRegistered(
                UUID.randomUUID(), "a@example.com", name, "https://shop.example/verify?token=a&b", null, null);
    }
}
