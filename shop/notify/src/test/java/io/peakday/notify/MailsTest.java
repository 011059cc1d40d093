package io.peakday.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.checkout.SampleStore;
import io.peakday.contracts.OrderEvents;
import io.peakday.contracts.OrderPlaced;
import io.peakday.customers.CustomerEvents;
import io.peakday.customers.CustomerEvents.CustomerDeleted;
import io.peakday.customers.CustomerEvents.PasswordResetRequested;
import io.peakday.engines.Database;
import io.peakday.events.Outbox;
import io.peakday.identity.LinkTokens;
import io.peakday.mail.LinkRequest;
import io.peakday.mail.MailModule;
import io.peakday.mail.MailQueue;
import io.peakday.mail.Mailbox;
import io.peakday.mail.OutgoingMail;
import io.peakday.mail.ReceivedMail;
import io.peakday.orders.SampleFacts;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.NodeWiring;
import io.peakday.testnode.TestNode;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From the events of several modules to the mailbox, over real engines, and back out of it. */
class MailsTest {
    private static final NodeWiring WIRING = SampleStore.WIRING.and(MailModule.class, NotifyModule.class);

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(WIRING.schemas());

    @Test
    void anOrderAndAForgottenPasswordReachTheMailboxAndGoWithTheirAccount() {
        try (TestNode node = WIRING.setting("peakday.identity.public-url", "https://shop.example")
                .open(postgres)) {
            Database database = node.get(Database.class);
            Outbox outbox = node.get(Outbox.class);
            MailQueue queue = node.get(MailQueue.class);
            Mailbox mailbox = node.get(Mailbox.class);
            LinkTokens tokens = node.get(LinkTokens.class);
            LinkRequest request = tokens.request("reset");
            UUID bert = UUID.randomUUID();
            database.run(() -> {
                outbox.append(OrderEvents.PLACED, "order", new OrderPlaced(SampleFacts.order("Kettle Alba")));
                outbox.append(
                        CustomerEvents.PASSWORD_RESET_REQUESTED,
                        "customer",
                        new PasswordResetRequested(bert, "bert@example.com", "Bert", request));
            });
            await().atMost(Duration.ofSeconds(60)).until(() -> mailbox.count() == 2);
            assertThat(mailbox.list("anna", null, 10).items())
                    .singleElement()
                    .satisfies(line -> assertThat(line.subject()).isEqualTo("Your order PD-2026-ABC123"));
            ReceivedMail reset = mailbox.get(
                            mailbox.list("bert", null, 10).items().getFirst().id())
                    .orElseThrow();
            String link = "https://shop.example/reset?token=" + tokens.token(request, "bert@example.com");
            assertThat(reset.text()).contains(link);
            assertThat(reset.html()).contains("href=\"" + link + "\"");
            assertThat(stored()).isNotBlank().doesNotContain(tokens.token(request, "bert@example.com"));

            await().atMost(Duration.ofSeconds(60)).until(() -> queue.counts().get(OutgoingMail.State.SENT) == 2);
            database.run(() -> outbox.append(CustomerEvents.DELETED, "customer", new CustomerDeleted(bert)));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(mailbox.list(null, null, 10).items())
                            .singleElement()
                            .satisfies(line -> assertThat(line.recipient()).isEqualTo("anna@example.com")));
            assertThat(queue.list(null, null, 10).items()).hasSize(1);
        }
    }

    /** All events that wait or were sent on; what the queue holds, its own test and the server's look at. */
    private static String stored() {
        return String.join(
                "\n",
                postgres.database()
                        .sql()
                        .sql("select o::text from events.outbox o union all select s::text from events.sent s")
                        .query(String.class)
                        .list());
    }
}
