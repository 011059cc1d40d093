package io.peakday.notify;

import io.peakday.mail.Block;
import io.peakday.mail.Block.Aside;
import io.peakday.mail.Block.Button;
import io.peakday.mail.Block.Paragraph;
import io.peakday.mail.Content;
import io.peakday.mail.LinkRequest;
import io.peakday.mail.MailMessage;
import java.util.List;

/** The mails to people without an account who ask for their data. */
final class PrivacyMailTemplates {
    private static final String REASON =
            "You get this mail because somebody asked Peakday for the data of orders under this address.";

    private PrivacyMailTemplates() {}

    /** @param url leads to a page that hands the data out, and does nothing before it is asked to */
    static MailMessage export(String recipient, String url, LinkRequest link) {
        return content(
                        "Your data at Peakday",
                        "Here is the way to your data",
                        "One page, one button, one file.",
                        new Paragraph(
                                "You asked for what we keep about your orders without an account. The page behind this"
                                        + " button hands it out, for a day."),
                        new Button("Get my data", url),
                        new Aside("If this was not you, you can ignore this mail."))
                .to(recipient, "privacy-export", link);
    }

    /** @param url leads to a page that erases the data once it is asked to */
    static MailMessage erase(String recipient, String url, LinkRequest link) {
        return content(
                        "Erase your data at Peakday",
                        "Shall we erase your data?",
                        "Nothing happens before you say so on the page.",
                        new Paragraph(
                                "You asked us to erase what we keep about your orders without an account. The page behind"
                                        + " this button says what goes and what the law keeps, and erases it when you confirm. The"
                                        + " link works for a day."),
                        new Button("Go to the page", url),
                        new Aside("If this was not you, you can ignore this mail: nothing is erased."))
                .to(recipient, "privacy-erase", link);
    }

    private static Content content(String subject, String heading, String preview, Block... blocks) {
        return new Content(subject, heading, preview, List.of(blocks), REASON);
    }
}
