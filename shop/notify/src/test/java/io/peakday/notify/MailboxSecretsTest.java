package io.peakday.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.identity.Actor.Staff;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.IdentityModule;
import io.peakday.identity.Permissions;
import io.peakday.identity.Role;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever may look at the mailbox cannot become whoever gets the mails. */
class MailboxSecretsTest {
    private static final Permissions PERMISSIONS = Permissions.of(new IdentityModule(), new NotifyModule());

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(NotifyModule.SCHEMA);

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

    @ParameterizedTest
    @EnumSource
    void onlyAnOwnerMayShowAMailInFull(Role role) throws Exception {
        UUID id = received("ann@example.com");
        Staff member = new Staff(Ids.next(), "m@x", "M", Set.of(role), PERMISSIONS.of(role), Ids.next());
        assertThat(member.may(NotifyPermissions.MAILBOX_REVEAL)).isEqualTo(role == Role.OWNER);
        if (role == Role.OWNER) {
            assertThat(CurrentActor.callAs(member, () -> new RevealedMails(mailbox).reveal(id))
                            .orElseThrow()
                            .text())
                    .contains(TOKEN);
        } else {
            assertThatThrownBy(() -> CurrentActor.callAs(member, () -> new RevealedMails(mailbox).reveal(id)))
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.code()).isEqualTo("identity.forbidden"));
        }
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
