package io.peakday.sale.mail;

import io.peakday.mail.Block;
import io.peakday.mail.Block.Aside;
import io.peakday.mail.Block.Button;
import io.peakday.mail.Block.Paragraph;
import io.peakday.mail.Content;
import io.peakday.mail.MailMessage;
import io.peakday.sale.SaleEvents.HoldExpired;
import java.util.List;

/** The mails about a sale. */
final class SaleMailTemplates {
    private final String publicUrl;

    /** @param publicUrl where customers reach the store, without a slash at its end */
    SaleMailTemplates(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    /**
     * What was held for the customer was not paid in time.
     *
     * @param sale what the sale is called
     * @param isOpen whether something may still be had in it
     */
    MailMessage holdExpired(HoldExpired expired, String sale, boolean isOpen, String name, String email) {
        String items = expired.quantity() == 1 ? "The item" : "The " + expired.quantity() + " items";
        String were = expired.quantity() == 1 ? " was" : " were";
        Paragraph ended = new Paragraph("Hello " + name + ", we held "
                + (expired.quantity() == 1 ? "one item" : expired.quantity() + " items") + " of “" + sale
                + "” for you, and the time to pay has passed. " + items + were
                + " released. Nothing was charged.");
        List<Block> blocks = isOpen
                ? List.of(
                        ended,
                        new Paragraph("The sale is still running. If any are left you can claim again."),
                        new Button("See what is left", publicUrl + "/sales/" + expired.saleId()),
                        new Aside("Others may be quicker: what comes back goes to whoever asks first."))
                : List.of(
                        ended,
                        new Paragraph("The sale is over, so there is nothing more to do."),
                        new Button("Go to the store", publicUrl + "/"));
        return new Content(
                        "Your hold on " + sale + " has ended",
                        "Your hold has ended",
                        isOpen ? "The sale is still running." : "Nothing was charged.",
                        blocks,
                        "You get this mail because you claimed something in a sale at Peakday.")
                .to(email, "sale-hold-lapsed");
    }
}
