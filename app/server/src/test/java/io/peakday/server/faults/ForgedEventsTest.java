package io.peakday.server.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.customers.CustomerEvents;
import io.peakday.customers.CustomerEvents.CustomerDeleted;
import io.peakday.customers.CustomerEvents.EmailVerified;
import io.peakday.customers.CustomerEvents.PasswordResetRequested;
import io.peakday.customers.Customers;
import io.peakday.engines.Database;
import io.peakday.events.DeadLetter;
import io.peakday.events.DeadLetters;
import io.peakday.events.DeadLetters.ReplayOutcome;
import io.peakday.events.EventRuntime;
import io.peakday.events.EventSettings;
import io.peakday.events.Outbox;
import io.peakday.orders.Orders;
import io.peakday.server.whole.Buyer;
import io.peakday.server.whole.Caller;
import io.peakday.server.whole.SharedNode;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Somebody who can write to the tables of events, or to the broker, and has no key of the store: nothing they say is believed. */
class ForgedEventsTest {
    @RegisterExtension
    static final SharedNode shop = new SharedNode();

    private final Database database = shop.bean(Database.class);
    private final DeadLetters letters = shop.bean(DeadLetters.class);

    @Test
    void aForgedEventMailsNothingHandsNothingOverAndErasesNothing() {
        Caller victim = new Caller(shop.url());
        UUID victimId = register(victim, "forged-victim@example.com");
        UUID thiefId = register(new Caller(shop.url()), "forged-thief@example.com");
        Buyer guest = new Buyer(shop.url(), "forged-guest@example.com")
                .puts(shop.goods().product(3).variants().getFirst().id(), 1);
        assertThat(guest.orders().status()).isEqualTo(201);
        await().until(() -> shop.owner().mailsTo(guest.email()).size() == 1);

        // It signs with a key of its own.
        Outbox forger = new Outbox(database, InstantSource.system(), EventSettings.withPrefix("peakday."));
        database.run(() -> {
            forger.append(CustomerEvents.EMAIL_VERIFIED, thiefId.toString(), new EmailVerified(thiefId, guest.email()));
            forger.append(
                    CustomerEvents.PASSWORD_RESET_REQUESTED,
                    victimId.toString(),
                    new PasswordResetRequested(
                            victimId, "forged-victim@example.com", "You", "https://evil.example/reset?token=x", null));
            forger.append(CustomerEvents.DELETED, victimId.toString(), new CustomerDeleted(victimId));
        });
        await().untilAsserted(() -> assertThat(refused())
                .extracting(
                        letter -> letter.consumer() + " " + letter.envelope().type())
                .contains(
                        "notify.account-mails customer.password-reset-requested",
                        "notify.people customer.deleted",
                        "notify.people customer.email-verified"));

        // What is true goes on behind it, of the same keys.
        shop.bean(Customers.class).requestVerification(victimId);
        await().until(() ->
                shop.owner().mailsTo("forged-victim@example.com").contains("Please confirm your e-mail address"));
        assertThat(shop.bean(Orders.class).ofGuest(guest.email())).hasSize(1);
        assertThat(shop.owner().mailsTo("forged-victim@example.com"))
                .noneMatch(subject -> subject.contains("password"));
        assertThat(victim.get("/api/v1/me").ok().get("email").asString()).isEqualTo("forged-victim@example.com");
        assertThat(database.sql()
                        .sql("select count(*) from notify.forgotten where customer_id = ?")
                        .param(victimId)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(refused())
                .filteredOn(letter -> letter.consumer().startsWith("notify."))
                .allSatisfy(letter ->
                        assertThat(letters.replay(letter.id())).isInstanceOf(ReplayOutcome.StillFailing.class));
        await().until(() -> trouble().contains("records were refused"));
    }

    @AfterEach
    void discard() {
        // Some subscriptions may come to them only now.
        await().until(() -> {
            refused().forEach(letter -> letters.discard(letter.id(), "forged by a test"));
            return !trouble().contains("records were refused");
        });
    }

    private List<DeadLetter> refused() {
        return letters.list(null, null, 200).letters().stream()
                .filter(letter -> letter.error().contains("Refused: "))
                .toList();
    }

    private static String trouble() {
        return String.valueOf(shop.bean(EventRuntime.class).trouble());
    }

    private static UUID register(Caller caller, String email) {
        return UUID.fromString(caller.post("/api/v1/customers", """
                        {"email":"%s","name":"Kim Example","password":"a sentence that is long enough"}""".formatted(email))
                .ok()
                .get("id")
                .asString());
    }
}
