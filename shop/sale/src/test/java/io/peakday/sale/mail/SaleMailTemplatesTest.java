package io.peakday.sale.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.mail.MailMessage;
import io.peakday.mail.MailMessageRules;
import io.peakday.sale.SaleEvents.HoldExpired;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SaleMailTemplatesTest {
    private static final UUID SALE = UUID.fromString("019a0000-0000-7000-8000-000000000001");

    private final SaleMailTemplates sales = new SaleMailTemplates("https://shop.example");

    @Test
    void whoseHoldHasEndedIsLedBackAsLongAsTheSaleRuns() {
        for (String page : List.of(
                expired("Kettle Alba", true).html(),
                expired("Kettle Alba", true).text())) {
            assertThat(page.replaceAll("\\s+", " "))
                    .contains("2 items of “Kettle Alba”", "The 2 items were released", "Nothing was charged")
                    .contains("https://shop.example/sales/" + SALE);
        }
        assertThat(expired("Kettle Alba", false).text())
                .contains("The sale is over")
                .doesNotContain("/sales/");
    }

    @Test
    void itIsAMailAsAllAre() {
        MailMessageRules.check("sale", List.of(expired("Kettle", true)));
        MailMessageRules.checkEscaped(
                List.of(expired(MailMessageRules.NASTY, true), expired(MailMessageRules.NASTY, false)));
    }

    private MailMessage expired(String sale, boolean isOpen) {
        return sales.holdExpired(new HoldExpired(SALE, UUID.randomUUID(), 2), sale, isOpen, "Anna", "anna@example.com");
    }
}
