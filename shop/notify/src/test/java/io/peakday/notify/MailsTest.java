package io.peakday.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.peakday.contracts.OrderEvents;
import io.peakday.contracts.OrderPlaced;
import io.peakday.events.EventRuntime;
import io.peakday.events.EventSettings;
import io.peakday.events.EventsModule;
import io.peakday.events.Outbox;
import io.peakday.identity.CustomerEvents;
import io.peakday.identity.CustomerEvents.CustomerDeleted;
import io.peakday.identity.CustomerEvents.PasswordResetRequested;
import io.peakday.identity.LinkRequest;
import io.peakday.identity.LinkTokens;
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
        LinkTokens tokens = LinkTokens.of(outbox);
        LinkRequest request = tokens.request("reset");
        MailDelivery mailDelivery =
                new MailDelivery(settings, mailbox, queue, List.of(new AccountLinks(tokens)), clock);
        try (EventRuntime events = new EventRuntime(
                outbox,
                TestKafka.bootstrap(),
                List.of(mails.aboutOrders(), mails.aboutAccounts(), mails.aboutPeople()),
                new SimpleMeterRegistry())) {
            UUID bert = UUID.randomUUID();
            mailDelivery.start();
            events.start();
            postgres.database().run(() -> {
                outbox.append(OrderEvents.PLACED, "order", new OrderPlaced(Samples.order("Kettle Alba")));
                outbox.append(
                        CustomerEvents.PASSWORD_RESET_REQUESTED,
                        "customer",
                        new PasswordResetRequested(bert, "bert@example.com", "Bert", request));
            });
            await().atMost(Duration.ofSeconds(30)).until(() -> mailbox.count() == 2);
            assertThat(mailbox.list("anna", null, 10).items())
                    .singleElement()
                    .satisfies(line -> assertThat(line.subject()).isEqualTo("Your order PD-2026-ABC123"));
            ReceivedMail reset = mailbox.get(
                            mailbox.list("bert", null, 10).items().getFirst().id())
                    .orElseThrow();
            String link = "https://shop.example/reset?token=" + tokens.token(request, "bert@example.com");
            assertThat(reset.text()).contains(link);
            assertThat(reset.html()).contains("href=\"" + link + "\"");
            assertThat(stored()).doesNotContain(tokens.token(request, "bert@example.com"));

            await().atMost(Duration.ofSeconds(30)).until(() -> queue.counts().get(OutgoingMail.State.SENT) == 2);
            postgres.database().run(() -> outbox.append(CustomerEvents.DELETED, "customer", new CustomerDeleted(bert)));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(mailbox.list(null, null, 10).items())
                            .singleElement()
                            .satisfies(line -> assertThat(line.recipient()).isEqualTo("anna@example.com")));
            assertThat(queue.list(null, null, 10).items()).hasSize(1);
        } finally {
            mailDelivery.stop();
        }
    }

    /** Everything that waits, was sent on or is kept, but for what the mailbox has received. */
    private static String stored() {
        return String.join(
                "\n",
                postgres.database()
                        .sql()
                        .sql("select o::text from events.outbox o union all select s::text from events.sent s"
                                + " union all select m::text from notify.outgoing m")
                        .query(String.class)
                        .list());
    }
}
