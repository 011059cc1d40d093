package io.peakday.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.catalog.Product;
import io.peakday.checkout.Checkout;
import io.peakday.contracts.CheckoutStep;
import io.peakday.customers.Customers;
import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.kernel.Ids;
import io.peakday.reviews.Reviews;
import io.peakday.storefront.product.ProductView;
import io.peakday.storefrontkit.AccountSection;
import io.peakday.storefrontkit.Fragment;
import io.peakday.storefrontkit.HomeShelf;
import io.peakday.storefrontkit.ProductPart;
import io.peakday.storefrontkit.ProductPlace;
import io.peakday.storefrontkit.ProductSlot;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.NodeWiring;
import io.peakday.ui.Html;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Pages with parts of other modules that answer, throw and hang, over HTTP. */
class SlotsOnPagesTest {
    private static final SteppedClock CLOCK = new SteppedClock(Instant.now());
    private static final Duration BUDGET = Duration.ofSeconds(2);
    private static final NodeWiring WIRING = Shop.WIRING
            .and(Planted.class)
            .clock(CLOCK)
            .setting("peakday.slots.budget", BUDGET.toMillis() + "ms")
            .setting("peakday.slots.checkout-budget", BUDGET.toMillis() + "ms")
            .setting("peakday.slots.failures", 1_000);

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(WIRING.schemas());

    private static Shop shop;
    private final Browser browser = new Browser(shop);

    /** What the planted parts do. */
    private enum Mood {
        ANSWERS,
        THROWS,
        HANGS
    }

    private static final AtomicReference<Mood> MOOD = new AtomicReference<>(Mood.ANSWERS);
    private static final AtomicReference<Actor> DRAWN_AS = new AtomicReference<>();
    private static final AtomicReference<CheckoutStep.Verdict> VERDICT =
            new AtomicReference<>(CheckoutStep.Verdict.pass());
    private static volatile CountDownLatch release = new CountDownLatch(1);

    /** Fills one of each slot. */
    @Configuration(proxyBeanMethods = false)
    static class Planted {
        private final Html html = new Html(Preview.TEMPLATES);

        private Fragment drawn(String place) {
            DRAWN_AS.set(CurrentActor.get());
            return mood(() -> Fragment.of(
                    html, "product/picker", new ProductView.Picker("Planted " + place, "<part>", false, List.of())));
        }

        @Bean
        ProductSlot plantedOnProducts() {
            return new ProductSlot() {
                @Override
                public String name() {
                    return "planted";
                }

                @Override
                public ProductPart draw(Product product, Map<String, String> asked) {
                    return ProductPart.of(ProductPlace.OFFER, drawn("offer"));
                }
            };
        }

        @Bean
        HomeShelf plantedAtHome() {
            return new HomeShelf() {
                @Override
                public String name() {
                    return "planted";
                }

                @Override
                public Part draw() {
                    return Part.of(drawn("shelf"));
                }
            };
        }

        @Bean
        AccountSection plantedInAccounts() {
            return new AccountSection() {
                @Override
                public String name() {
                    return "planted";
                }

                @Override
                public Fragment draw(UUID customer) {
                    return drawn("section");
                }
            };
        }

        @Bean
        CheckoutStep plantedInCheckout() {
            return new CheckoutStep() {
                @Override
                public String name() {
                    return "planted";
                }

                @Override
                public Verdict check(Attempt attempt) {
                    return mood(VERDICT::get);
                }
            };
        }
    }

    private static <T> T mood(Supplier<T> answer) {
        return switch (MOOD.get()) {
            case ANSWERS -> answer.get();
            case THROWS -> throw new IllegalStateException("planted");
            case HANGS -> {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                yield answer.get();
            }
        };
    }

    @BeforeAll
    static void open() {
        shop = Shop.open(postgres, WIRING);
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @AfterEach
    void calmDown() {
        MOOD.set(Mood.ANSWERS);
        VERDICT.set(CheckoutStep.Verdict.pass());
        release.countDown();
        release = new CountDownLatch(1);
    }

    @Test
    void aPartThatAnswersIsOnThePageEscapedAndDrawnForNobody() throws Exception {
        Product lamp = shop.product("Calm lamp", "40.00");
        signUp("calm");
        assertThat(browser.get("/p/" + lamp.slug()).body())
                .contains("Planted offer: <span class=\"soft\">&lt;part&gt;", "No reviews yet");
        assertThat(DRAWN_AS.get()).isInstanceOf(Actor.Guest.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"THROWS", "HANGS"})
    void aProductsPageIsMadeWithoutAPartThatFailsAndIsMadeAgainAfterASecond(Mood mood) {
        AtomicInteger tried = new AtomicInteger();
        // The event of a new product may come at any moment, and a page is made again for it.
        await().atMost(Duration.ofMinutes(1))
                .until(() -> isMadeAgainAfterASecond(mood, "Lamp " + tried.incrementAndGet() + " that " + mood));
    }

    /** Whether the page was kept for so long; false where it was made again before. */
    private boolean isMadeAgainAfterASecond(Mood mood, String title) throws Exception {
        String page = "/p/" + shop.product(title, "40.00").slug();
        String search = "/search?q=" + URLEncoder.encode(title, StandardCharsets.UTF_8);
        await().until(() -> browser.get(search).body().contains(page));
        MOOD.set(mood);
        HttpResponse<String> lacking = browser.get(page);
        assertThat(lacking.statusCode()).isEqualTo(200);
        assertThat(lacking.body())
                .contains(title, "Add to cart", "No reviews yet")
                .doesNotContain("Planted offer");
        assertThat(lacking.headers().firstValue("Cache-Control")).contains("private, no-cache");
        calmDown();
        // Kept for as long as a second, however many ask.
        CLOCK.advance(Duration.ofMillis(900));
        boolean kept = !browser.get(page).body().contains("Planted offer");
        CLOCK.advance(Duration.ofMillis(101));
        assertThat(browser.get(page).body()).contains("Planted offer", "No reviews yet");
        return kept;
    }

    @Test
    void theFrontPageIsMadeWithoutAPartThatFailsAndIsMadeAgainAfterASecond() throws Exception {
        MOOD.set(Mood.THROWS);
        CLOCK.advance(Duration.ofMinutes(6));
        HttpResponse<String> lacking = browser.get("/");
        assertThat(lacking.statusCode()).isEqualTo(200);
        assertThat(lacking.body()).contains("Good things for the days ahead.").doesNotContain("Planted shelf");
        calmDown();
        assertThat(browser.get("/").body()).doesNotContain("Planted shelf");
        CLOCK.advance(Duration.ofMillis(1_001));
        assertThat(browser.get("/").body()).contains("Planted shelf");
        // A whole one is kept.
        MOOD.set(Mood.THROWS);
        CLOCK.advance(Duration.ofMillis(1_001));
        assertThat(browser.get("/").body()).contains("Planted shelf");
    }

    @Test
    void anAccountIsShownWithoutASectionThatFails() throws Exception {
        assertThat(signUp("section").body()).contains("Hello, section", "Planted section");
        MOOD.set(Mood.THROWS);
        assertThat(browser.get("/account").body())
                .contains("Hello, section", "Recent orders")
                .doesNotContain("Planted section");
    }

    @ParameterizedTest
    @EnumSource(names = {"THROWS", "HANGS"})
    void aStepThatDoesNotAnswerStopsCheckoutBeforeAnythingIsPaid(Mood mood) throws Exception {
        add(shop.product("Stopped by " + mood, "40.00"));
        MOOD.set(mood);
        Map<String, String> form = CheckoutForms.filled(browser.get("/checkout"));
        HttpResponse<String> stopped = browser.post("/checkout", form);
        assertThat(stopped.statusCode()).isEqualTo(409);
        assertThat(stopped.body())
                .contains("We cannot take your order at this moment", "Nothing was charged")
                .contains("value=\"Lange Straße 12\"", "Visa •••• 4242");
        nothingWasBegun(form);

        calmDown();
        Map<String, String> again = CheckoutForms.filled(stopped);
        again.keySet().removeIf(field -> field.startsWith("card."));
        again.put("cardToken", Browser.hidden(stopped, "cardToken"));
        again.put("cardLabel", "Visa •••• 4242");
        assertThat(browser.post("/checkout", again).uri().getPath()).endsWith("/done");
    }

    @Test
    void aStepThatSaysNoIsReadAsItSaysIt() throws Exception {
        add(shop.product("Refused lamp", "40.00"));
        VERDICT.set(new CheckoutStep.Verdict.Stop("Not to <this> country", List.of("Choose another address.")));
        Map<String, String> form = CheckoutForms.filled(browser.get("/checkout"));
        assertThat(browser.post("/checkout", form).body())
                .contains("Not to &lt;this&gt; country", "Choose another address.");
        nothingWasBegun(form);
    }

    @Test
    void aReviewIsWrittenWithAFormAloneAndIsOnThePageAfterwards() throws Exception {
        Product lamp = shop.product("Reviewed lamp", "40.00");
        String write = "/reviews/new?product=" + lamp.id();
        HttpResponse<String> guest = browser.get(write);
        assertThat(guest.uri().getPath()).isEqualTo("/sign-in");
        assertThat(Browser.hidden(guest, "next")).isEqualTo(write);
        signUp("reviewer");
        assertThat(browser.get(write).body()).contains("Reviews are written by buyers");
        UUID customer = shop.get(Customers.class)
                .list("reviewer@example.org", null, 1)
                .items()
                .getFirst()
                .id();
        shop.get(Reviews.class).recordPurchase(customer, lamp.id(), Ids.next(), Instant.now());
        assertThat(browser.get(write).body()).contains("How is it?", "Publish review");
        assertThat(browser.get("/p/" + lamp.slug()).body()).contains("No reviews yet", "href=\"" + write + "\"");
        assertThat(browser.post("/reviews", Map.of("product", lamp.id().toString(), "title", "", "text", ""))
                        .statusCode())
                .isEqualTo(422);
        assertThat(browser.post(
                                "/reviews",
                                Map.of(
                                        "product", lamp.id().toString(),
                                        "rating", "5",
                                        "title", "Lovely light",
                                        "text", "I read by it every evening."))
                        .body())
                .contains("Thank you for your review");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(browser.get("/p/" + lamp.slug()).body())
                        .contains("Lovely light", "1 rating by people who bought it here", "\"aggregateRating\""));
        assertThat(browser.get("/account").body()).contains("Your reviews", "Lovely light");
    }

    /** A payment belongs to a checkout, which is there before it. */
    private static void nothingWasBegun(Map<String, String> form) {
        assertThat(shop.get(Checkout.class).find(UUID.fromString(form.get("checkoutId"))))
                .isEmpty();
    }

    private HttpResponse<String> signUp(String name) throws Exception {
        return browser.post(
                "/register",
                Map.of("name", name, "email", name + "@example.org", "password", "a long enough sentence"));
    }

    private void add(Product product) throws Exception {
        browser.post(
                "/cart/lines",
                Map.of("variant", product.variants().getFirst().id().toString(), "quantity", "1"));
    }
}
