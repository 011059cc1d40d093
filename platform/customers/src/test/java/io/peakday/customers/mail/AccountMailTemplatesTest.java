package io.peakday.customers.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.access.StaffEvents.SecondFactorChange;
import io.peakday.access.StaffEvents.StaffPasswordChanged;
import io.peakday.access.StaffEvents.StaffPasswordResetRequested;
import io.peakday.access.StaffEvents.StaffSecondFactorChanged;
import io.peakday.customers.CustomerEvents.CustomerRegistered;
import io.peakday.customers.CustomerEvents.EmailChangeRequested;
import io.peakday.customers.CustomerEvents.EmailChangeUndone;
import io.peakday.customers.CustomerEvents.EmailChanged;
import io.peakday.customers.CustomerEvents.EmailVerificationRequested;
import io.peakday.customers.CustomerEvents.PasswordChanged;
import io.peakday.customers.CustomerEvents.PasswordResetRequested;
import io.peakday.mail.LinkRequest;
import io.peakday.mail.MailMessage;
import io.peakday.mail.MailMessageRules;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccountMailTemplatesTest {
    private final AccountMailTemplates accounts = new AccountMailTemplates("https://shop.example");

    @Test
    void theyAreMailsAsAllAre() {
        MailMessageRules.check("account", all("Kettle"));
        MailMessageRules.checkEscaped(all(MailMessageRules.NASTY));
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
        MailMessage message =
                accounts.welcome(new CustomerRegistered(UUID.randomUUID(), "a@example.com", "Anna", null, request));
        assertThat(message.link()).isEqualTo(request);
        assertThat(message.html()).contains("href=\"https://shop.example/verify?token=" + request.id() + "\"");
        MailMessage sent = message.with(request, "T0ken");
        assertThat(sent.html()).contains("href=\"https://shop.example/verify?token=T0ken\"");
        assertThat(sent.text()).contains("https://shop.example/verify?token=T0ken");
        assertThat(accounts.welcome(registered("Anna")).link()).isNull();
    }

    @Test
    void theNewAddressIsNotShownToTheOldOneInFull() {
        MailMessage message = accounts.emailChanged(new EmailChanged(
                UUID.randomUUID(),
                "old@example.com",
                "secret.name@example.org",
                "Anna",
                "https://shop.example/u",
                null));
        assertThat(message.recipient()).isEqualTo("old@example.com");
        assertThat(message.html() + message.text()).contains("s…@example.org").doesNotContain("secret.name");
    }

    @Test
    void theOldAddressLearnsHowToTakeTheAccountBack() {
        UUID id = UUID.randomUUID();
        MailMessage asked = accounts.emailChangeRequested(new EmailChangeRequested(
                id, "old@example.com", "new@example.org", "Anna", "https://shop.example/u1", null));
        MailMessage changed = accounts.emailChanged(
                new EmailChanged(id, "old@example.com", "new@example.org", "Anna", "https://shop.example/u2", null));
        assertThat(asked.recipient()).isEqualTo("old@example.com");
        assertThat(asked.text()).contains("https://shop.example/u1");
        assertThat(changed.text()).contains("https://shop.example/u2");
        // An event from before there was a link.
        assertThat(accounts.emailChanged(new EmailChanged(id, "old@example.com", "new@example.org", "Anna", null, null))
                        .text())
                .contains("contact us");
    }

    private List<MailMessage> all(String title) {
        return List.of(
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

    private static CustomerRegistered registered(String name) {
        return new CustomerRegistered(
                UUID.randomUUID(), "a@example.com", name, "https://shop.example/verify?token=a&b", null, null);
    }
}
