package io.peakday.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.kernel.Ids;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever may look at the mailbox cannot become whoever gets the mails. */
class MailboxSecretsTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(MailModule.SCHEMA);

    private static final String TOKEN = "Zt3kQ0pVb7wX_9aLrN2mCyHs-E4uJfDg1iOo6KxRqTw";

    private final Mailbox mailbox =
            new Mailbox(postgres.database(), new SteppedClock(), recipient -> recipient.equals("demo@peakday.example"));

    @Test
    void aLinkWithATokenIsMaskedInEveryPartThatIsShown() {
        ReceivedMail shown = mailbox.show(received("ann@example.com")).orElseThrow();
        assertThat(shown.masked()).isTrue();
        assertThat(shown.text())
                .contains("https://shop.example/reset?token=•••")
                .doesNotContain(TOKEN);
        assertThat(shown.html()).contains("Choose a new password").doesNotContain(TOKEN);
        // In the source the same stands as quoted-printable, with the token torn apart.
        assertThat(shown.source()).contains("Message-ID").doesNotContain("Zt3kQ0p", "qTw");
        assertThat(shown.subject()).doesNotContain(TOKEN);
        assertThat(mailbox.list(null, null, 200).items().toString()).doesNotContain(TOKEN);
    }

    @Test
    void mailsToAccountsWhosePasswordsEverybodyKnowsAreShownInFull() {
        ReceivedMail shown = mailbox.show(received("demo@peakday.example")).orElseThrow();
        assertThat(shown.masked()).isFalse();
        assertThat(shown.text()).contains(TOKEN);
    }

    private UUID received(String recipient) {
        String subject = "Reset token=" + TOKEN;
        String source = String.join(
                "\r\n",
                "Message-ID: <" + Ids.next() + "@shop.example>",
                "Subject: " + subject,
                "MIME-Version: 1.0",
                "Content-Type: multipart/alternative; boundary=b",
                "",
                "--b",
                "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: quoted-printable",
                "",
                "Go to https://shop.example/reset?token=3D" + TOKEN.substring(0, 20) + "=",
                TOKEN.substring(20) + " now",
                "--b",
                "Content-Type: text/html; charset=utf-8",
                "",
                "<a href=\"https://shop.example/reset?token=" + TOKEN + "\">Choose a new password</a>",
                "--b--",
                "");
        byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
        mailbox.store("store@peakday.example", recipient, new Mime.Head("<" + Ids.next() + ">", subject), bytes);
        return mailbox.list(recipient, null, 1).items().getFirst().id();
    }
}
