package io.peakday.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.mail.Block.Aside;
import io.peakday.mail.Block.Button;
import io.peakday.mail.Block.Fact;
import io.peakday.mail.Block.Facts;
import io.peakday.mail.Block.Item;
import io.peakday.mail.Block.Items;
import io.peakday.mail.Block.Lines;
import io.peakday.mail.Block.Paragraph;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ContentTest {
    @Test
    void aSubjectIsOneLineWhateverItIsMadeOf() {
        Content content = new Content("Hello\r\nBcc: all@example.com", "", "", List.of(), "");
        assertThat(content.subject()).isEqualTo("Hello Bcc: all@example.com");
    }

    @Test
    void everyKindOfBlockIsInBothPartsAndEscaped() {
        String nasty = MailMessageRules.NASTY;
        MailMessage message = new Content(
                        nasty,
                        nasty,
                        nasty,
                        List.of(
                                new Paragraph(nasty),
                                new Button(nasty, "https://shop.example/?a=1&b=2"),
                                new Items(List.of(new Item(nasty, nasty, "€1.00"))),
                                new Facts(List.of(new Fact(nasty, "€2.00")), true),
                                new Lines(nasty, List.of(nasty)),
                                new Aside(nasty)),
                        nasty)
                .to("anna@example.com", "order-test");
        MailMessageRules.check("order", List.of(message));
        MailMessageRules.checkEscaped(List.of(message));
        assertThat(message.html())
                .contains("href=\"https://shop.example/?a=1&amp;b=2\"")
                .contains("€1.00", "€2.00");
        assertThat(message.text()).contains("https://shop.example/?a=1&b=2", "€1.00", "€2.00", nasty);
    }

    @Test
    void aLinkThatIsStillToBeMadeShowsItsRequest() {
        LinkRequest request = new LinkRequest("verify", "k1", UUID.randomUUID());
        MailMessage message = new Content(
                        "Subject",
                        "Heading",
                        "Preview",
                        List.of(new Button("Go", "https://shop.example/verify?token=" + request.id())),
                        "Reason")
                .to("anna@example.com", "account-test", request);
        assertThat(message.link()).isEqualTo(request);
        MailMessage sent = message.with(request, "T0ken");
        assertThat(sent.html()).contains("href=\"https://shop.example/verify?token=T0ken\"");
        assertThat(sent.text()).contains("https://shop.example/verify?token=T0ken");
        assertThat(sent.link()).isNull();
    }
}
