package io.peakday.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.peakday.events.EventRuntime;
import io.peakday.events.EventSettings;
import io.peakday.events.EventsModule;
import io.peakday.events.Outbox;
import io.peakday.identity.CustomerEvents;
import io.peakday.identity.CustomerEvents.CustomerDeleted;
import io.peakday.identity.CustomerEvents.PasswordResetRequested;
import io.peakday.orders.OrderEvents;
import io.peakday.orders.OrderPlaced;
import io.peakday.testkit.TestDatabase;
import io.peakday.testkit.TestKafka;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MailsTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA, NotifyModule.SCHEMA);

    @Test
    void anOrderAndAForgottenPasswordReachTheMailboxAndGoWithTheirAccount() {
        InstantSource clock = InstantSource.system();
        NotifySettings settings = NotifySettings.defaults();
        MailQueue queue = new MailQueue(postgres.database(), clock, settings);
        Mailbox mailbox = new Mailbox(postgres.database(), clock);
        Mails mails = new Mails(queue, new MailPeople(postgres.database(), clock), "https://shop.example");
        Outbox outbox = new Outbox(postgres.database(), clock, EventSettings.withPrefix(TestKafka.prefix()));
        Postal postal = new Postal(settings, mailbox, queue, clock);
        try (EventRuntime events = new EventRuntime(
                outbox,
                TestKafka.bootstrap(),
                List.of(mails.aboutOrders(), mails.aboutAccounts(), mails.aboutPeople()),
                new SimpleMeterRegistry())) {
            UUID bert = UUID.randomUUID();
            postal.start();
            events.start();
            postgres.database().run(() -> {
                outbox.append(OrderEvents.PLACED, "order", new OrderPlaced(Samples.order("Kettle Alba")));
                outbox.append(
                        CustomerEvents.PASSWORD_RESET_REQUESTED,
                        "customer",
                        new PasswordResetRequested(
                                bert, "bert@example.com", "Bert", "https://shop.example/reset?token=t"));
            });
            await().atMost(Duration.ofSeconds(30)).until(() -> mailbox.count() == 2);
            assertThat(mailbox.list("anna", null, 10).items())
                    .singleElement()
                    .satisfies(line -> assertThat(line.subject()).isEqualTo("Your order PD-2026-ABC123"));
            ReceivedMail reset = mailbox.get(
                            mailbox.list("bert", null, 10).items().getFirst().id())
                    .orElseThrow();
            assertThat(reset.text()).contains("https://shop.example/reset?token=t");
            assertThat(reset.html()).contains("href=\"https://shop.example/reset?token=t\"");

            await().atMost(Duration.ofSeconds(30)).until(() -> queue.counts().get(OutgoingMail.State.SENT) == 2);
            postgres.database().run(() -> outbox.append(CustomerEvents.DELETED, "customer", new CustomerDeleted(bert)));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(mailbox.list(null, null, 10).items())
                            .singleElement()
                            .satisfies(line -> assertThat(line.recipient()).isEqualTo("anna@example.com")));
            assertThat(queue.list(null, null, 10).items()).hasSize(1);
        } finally {
            postal.stop();
        }
    }
}
