package io.peakday.customers.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.access.StaffEvents;
import io.peakday.customers.CustomerEvents;
import io.peakday.events.EventSettings;
import io.peakday.events.EventType;
import io.peakday.events.EventsModule;
import io.peakday.events.Outbox;
import io.peakday.mail.MailMessage;
import io.peakday.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Events as the version before wrote them, with the links in them, may still come: their mails hold those links. */
class YesterdaysEventsTest {
    private static final String ID = "01980f3a-6f00-7000-8000-000000000001";

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA);

    private final AccountMailTemplates templates = new AccountMailTemplates("https://shop.example");
    private final Outbox outbox =
            new Outbox(postgres.database(), InstantSource.system(), EventSettings.withPrefix("t."));

    @Test
    void theirMailsHoldTheirLinks() {
        assertHolds(
                "https://shop.example/verify?token=v1",
                templates.welcome(read(CustomerEvents.REGISTERED, """
                {"customerId":"%s","email":"a@example.com","name":"Ann",
                 "verificationLink":"https://shop.example/verify?token=v1","guestCartId":"%s"}""".formatted(ID, ID))));
        assertHolds(
                "https://shop.example/verify?token=v2",
                templates.verification(read(CustomerEvents.EMAIL_VERIFICATION_REQUESTED, """
                        {"customerId":"%s","email":"a@example.com","name":"Ann",
                         "verificationLink":"https://shop.example/verify?token=v2"}""".formatted(ID))));
        assertHolds(
                "https://shop.example/undo?token=u1",
                templates.emailChangeRequested(read(CustomerEvents.EMAIL_CHANGE_REQUESTED, """
                        {"customerId":"%s","oldEmail":"a@example.com","newEmail":"b@example.com","name":"Ann",
                         "undoLink":"https://shop.example/undo?token=u1"}""".formatted(ID))));
        assertHolds(
                "https://shop.example/undo?token=u2",
                templates.emailChanged(read(CustomerEvents.EMAIL_CHANGED, """
                {"customerId":"%s","oldEmail":"a@example.com","newEmail":"b@example.com","name":"Ann",
                 "undoLink":"https://shop.example/undo?token=u2"}""".formatted(ID))));
        assertHolds(
                "https://shop.example/reset?token=r1",
                templates.reset(read(CustomerEvents.PASSWORD_RESET_REQUESTED, """
                        {"customerId":"%s","email":"a@example.com","name":"Ann",
                         "resetLink":"https://shop.example/reset?token=r1"}""".formatted(ID))));
        assertHolds(
                "https://shop.example/console/reset?token=s1",
                templates.staffReset(read(StaffEvents.PASSWORD_RESET_REQUESTED, """
                        {"staffId":"%s","email":"a@example.com","name":"Ann",
                         "resetLink":"https://shop.example/console/reset?token=s1"}""".formatted(ID))));
    }

    private static void assertHolds(String link, MailMessage message) {
        assertThat(message.link()).isNull();
        assertThat(message.text()).contains(link);
        assertThat(message.html()).contains("href=\"" + link + "\"");
    }

    private <T> T read(EventType<T> type, String json) {
        return outbox.open(type, UUID.fromString(ID).toString(), json.getBytes(StandardCharsets.UTF_8));
    }
}
