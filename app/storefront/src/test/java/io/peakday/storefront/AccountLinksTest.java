package io.peakday.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.customers.CustomerEvents;
import io.peakday.customers.Customers;
import io.peakday.events.Subscription;
import io.peakday.identity.LinkTokens;
import io.peakday.orders.OrderFilter;
import io.peakday.orders.Orders;
import io.peakday.testkit.TestDatabase;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the links of mails lead to, with forms alone: opening one does nothing, and its button does it for the right person. */
class AccountLinksTest {
    private static final String PASSWORD = "a long enough sentence";
    private static final String FRESH = "another sentence entirely";
    private static final Map<String, String> links = new ConcurrentHashMap<>();

    @Configuration(proxyBeanMethods = false)
    static class Mailbox {
        @Bean
        Subscription mailLinks(LinkTokens tokens) {
            return Subscription.durable("test.mail-links")
                    .on(
                            CustomerEvents.REGISTERED,
                            event -> links.put(
                                    "verify " + event.payload().email(),
                                    "/verify?token="
                                            + tokens.token(
                                                    event.payload().link(),
                                                    event.payload().email())))
                    .on(
                            CustomerEvents.EMAIL_VERIFICATION_REQUESTED,
                            event -> links.put(
                                    "verify " + event.payload().email(),
                                    "/verify?token="
                                            + tokens.token(
                                                    event.payload().link(),
                                                    event.payload().email())))
                    .on(
                            CustomerEvents.EMAIL_CHANGED,
                            event -> links.put(
                                    "undo " + event.payload().oldEmail(),
                                    "/undo?token="
                                            + tokens.token(
                                                    event.payload().link(),
                                                    event.payload().oldEmail())));
        }
    }

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(Shop.WIRING.schemas());

    private static Shop shop;
    private final Browser owner = new Browser(shop);
    private final Browser stranger = new Browser(shop);

    @BeforeAll
    static void open() {
        shop = Shop.open(postgres, Shop.WIRING.and(Mailbox.class));
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Test
    void aStrangerWhoRegisteredFirstGetsNothingWhenTheOwnerConfirmsTheAddress() throws Exception {
        String number = guestOrder("victim@example.org");
        register(stranger, "victim@example.org");
        String link = link("verify victim@example.org");

        // A program that looks through mails opens the link, and so does the owner.
        HttpResponse<String> page = owner.get(link);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("victim@example.org", "New password");
        assertThat(verified("victim@example.org")).isFalse();
        assertThat(owner.post("/verify", Map.of("token", token(link))).statusCode())
                .isEqualTo(422);
        assertThat(verified("victim@example.org")).isFalse();

        HttpResponse<String> done = owner.post("/verify", Map.of("token", token(link), "password", FRESH));
        assertThat(done.uri().getPath()).isEqualTo("/sign-in");
        assertThat(done.body()).contains("Your address is confirmed");
        assertThat(stranger.get("/account").uri().getPath()).isEqualTo("/sign-in");
        assertThat(signIn(stranger, "victim@example.org", PASSWORD).statusCode())
                .isEqualTo(401);
        signIn(owner, "victim@example.org", FRESH);
        await().atMost(Duration.ofSeconds(30)).until(() -> ordersOf("victim@example.org") == 1);
        assertThat(owner.get("/account/orders").body()).contains(number);
        assertThat(owner.get(link).statusCode()).isEqualTo(410);
    }

    @Test
    void whoIsSignedInConfirmsByTheButton() throws Exception {
        register(owner, "jo@example.org");
        String link = link("verify jo@example.org");
        assertThat(owner.get(link).body()).contains("Confirm my address").doesNotContain("New password");
        assertThat(verified("jo@example.org")).isFalse();
        assertThat(owner.post("/verify", Map.of("token", token(link))).body()).contains("is confirmed");
        assertThat(verified("jo@example.org")).isTrue();
        assertThat(owner.get("/account").uri().getPath()).isEqualTo("/account");
    }

    @Test
    void aChangeOfAddressIsConfirmedSignedInAndTakenBackFromTheOldAddress() throws Exception {
        register(owner, "old@example.org");
        assertThat(owner.post("/account/profile/email", Map.of("email", "new@example.org", "emailPassword", PASSWORD))
                        .body())
                .contains("We have sent you a mail");
        String link = link("verify new@example.org");
        assertThat(stranger.get(link).body()).contains("Sign in").doesNotContain("New password");
        assertThat(stranger.post("/verify", Map.of("token", token(link), "password", FRESH))
                        .statusCode())
                .isEqualTo(422);
        assertThat(owner.get(link).body()).contains("Use this address");
        assertThat(owner.post("/verify", Map.of("token", token(link))).body()).contains("is confirmed");
        assertThat(owner.get("/account").body()).contains("new@example.org");

        String undo = link("undo old@example.org");
        assertThat(stranger.get(undo).body()).contains("Take your account back", "old@example.org");
        assertThat(owner.get("/account").body()).contains("new@example.org");
        assertThat(stranger.post("/undo", Map.of("token", token(undo), "password", "aaaaaaaaaa"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(stranger.post("/undo", Map.of("token", token(undo), "password", FRESH))
                        .body())
                .contains("former address again");
        assertThat(owner.get("/account").uri().getPath()).isEqualTo("/sign-in");
        assertThat(signIn(owner, "old@example.org", FRESH).uri().getPath()).isEqualTo("/account");
        assertThat(stranger.get(undo).statusCode()).isEqualTo(410);
    }

    @Test
    void aLinkThatIsNoneAsksForNoPassword() throws Exception {
        register(owner, "none@example.org");
        String another = token(link("verify none@example.org"));
        for (String path : List.of("/reset", "/verify", "/undo")) {
            for (String bad : List.of("", "?token=bad", path.equals("/verify") ? "?token=" : "?token=" + another)) {
                HttpResponse<String> page = stranger.get(path + bad);
                assertThat(page.statusCode()).as(path + bad).isEqualTo(410);
                assertThat(page.body()).as(path + bad).doesNotContain("New password");
            }
        }
    }

    @Test
    void thePresentPasswordCannotBeGuessedInTheProfile() throws Exception {
        register(owner, "guess@example.org");
        HttpResponse<String> last = null;
        for (int i = 0; i < 11; i++) {
            last = owner.post("/account/profile/password", Map.of("current", "guess " + i, "password", FRESH));
        }
        assertThat(last).isNotNull();
        assertThat(last.body()).contains("Too many wrong passwords");
        assertThat(owner.post("/account/delete", Map.of("deletePassword", PASSWORD))
                        .statusCode())
                .isEqualTo(429);
    }

    private static String guestOrder(String email) throws Exception {
        Browser guest = new Browser(shop);
        guest.post(
                "/cart/lines",
                Map.of(
                        "variant",
                        shop.product("Claimed lamp", "30.00")
                                .variants()
                                .getFirst()
                                .id()
                                .toString(),
                        "quantity",
                        "1"));
        HttpResponse<String> page = guest.get("/checkout");
        Map<String, String> form = new HashMap<>(Map.of(
                "email", email,
                "name", "Marta Kowalska",
                "line1", "Lange Straße 12",
                "postalCode", "04315",
                "city", "Leipzig",
                "country", "DE",
                "shippingMethod", "standard",
                "billSame", "yes",
                "billSameShown", "yes"));
        form.putAll(Map.of(
                "card.number", "4242 4242 4242 4242",
                "card.expiry", "12/29",
                "card.cvc", "123",
                "card.holder", "Marta Kowalska",
                "place", "yes",
                "checkoutId", Browser.hidden(page, "checkoutId"),
                "expected", Browser.hidden(page, "expected")));
        var number = java.util.regex.Pattern.compile("PD-[0-9]{4}-[0-9A-Z]{5}-[0-9A-Z]{5}")
                .matcher(guest.post("/checkout", form).body());
        assertThat(number.find()).isTrue();
        return number.group();
    }

    private static void register(Browser browser, String email) throws Exception {
        browser.post("/register", Map.of("name", "Somebody", "email", email, "password", PASSWORD));
    }

    private static HttpResponse<String> signIn(Browser browser, String email, String password) throws Exception {
        return browser.post("/sign-in", Map.of("email", email, "password", password));
    }

    private static boolean verified(String email) {
        return shop.get(Customers.class).list(email, null, 1).items().getFirst().verified();
    }

    private static int ordersOf(String email) {
        UUID id = shop.get(Customers.class)
                .list(email, null, 1)
                .items()
                .getFirst()
                .id();
        return shop.get(Orders.class)
                .list(OrderFilter.ofCustomer(id), null, 10)
                .items()
                .size();
    }

    /** The path of the link in the last such mail. */
    private static String link(String mail) {
        await().atMost(Duration.ofSeconds(30)).until(() -> links.containsKey(mail));
        return links.get(mail);
    }

    private static String token(String link) {
        return link.substring(link.indexOf("token=") + "token=".length());
    }
}
