package io.peakday.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.catalog.Product;
import io.peakday.testkit.TestDatabase;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Buying and looking after an account with forms alone: no script runs in any of these tests. */
class ShoppingTest {
    private static final Pattern NUMBER = Pattern.compile("PD-[0-9]{4}-[0-9A-Z]{5}-[0-9A-Z]{5}");
    private static final String GOOD = "4242 4242 4242 4242";
    private static final String POOR = "4000 0000 0000 9995";

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(Shop.WIRING.schemas());

    private static Shop shop;
    private final Browser browser = new Browser(shop);

    @BeforeAll
    static void open() throws Exception {
        shop = Shop.open(postgres);
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Test
    void aGuestBuysAndFindsTheOrderAgain() throws Exception {
        Product lamp = shop.product("Guest lamp", "89.00");
        assertThat(add(lamp, 2).body()).contains("Guest lamp", "€178.00");

        HttpResponse<String> done = pay(GOOD, Map.of());
        assertThat(done.uri().getPath()).endsWith("/done");
        assertThat(done.body()).contains("Thank you", "marta@example.org", "€178.00");
        String number = number(done);

        HttpResponse<String> order =
                browser.post("/orders/look-up", Map.of("number", number.toLowerCase(), "email", "marta@example.org"));
        assertThat(order.body()).contains(number, "Lange Straße 12", "Visa •••• 4242");
        assertThat(browser.post("/orders/look-up", Map.of("number", number, "email", "eve@example.org"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(browser.get("/orders/" + number).body())
                .contains("Find an order")
                .doesNotContain("Lange Straße");
        assertThat(browser.get("/cart").body()).contains("Your cart is empty");
    }

    @Test
    void everyWrongFieldIsReportedAtOnceAndNothingTypedIsLostButTheCard() throws Exception {
        add(shop.product("Wrong lamp", "30.00"), 1);
        HttpResponse<String> page =
                pay("4242 4242 4242 4241", Map.of("email", "nobody", "postalCode", "1", "city", ""));
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body())
                .contains(
                        "This does not look like an e-mail address.",
                        "This is not a postcode of that country.",
                        "Please enter a town.",
                        "The card number is not valid",
                        "value=\"nobody\"",
                        "value=\"Lange Straße 12\"")
                .doesNotContain("4241");
    }

    @Test
    void aGoodCardIsKeptAsATokenWhileTheAddressIsCorrected() throws Exception {
        add(shop.product("Token lamp", "30.00"), 1);
        HttpResponse<String> page = pay(GOOD, Map.of("city", ""));
        assertThat(page.body()).contains("Visa •••• 4242", "Use another card").doesNotContain("4242 4242");
        Map<String, String> again =
                form(page, Map.of("cardToken", Browser.hidden(page, "cardToken"), "cardLabel", "Visa •••• 4242"));
        again.remove("card.number");
        assertThat(browser.post("/checkout", again).uri().getPath()).endsWith("/done");
    }

    @Test
    void aDeclinedCardLeavesEverythingReadyForAnother() throws Exception {
        add(shop.product("Poor lamp", "30.00"), 1);
        HttpResponse<String> declined = pay(POOR, Map.of());
        assertThat(declined.body()).contains("Your card was declined", "not enough money", "Lange Straße 12");
        Map<String, String> second = form(declined, Map.of());
        second.put("card.number", GOOD);
        assertThat(browser.post("/checkout", second).uri().getPath()).endsWith("/done");
    }

    @Test
    void whoOrdersToLasPalmasIsInformedThatThereIsNoVatInTheBillAndOnTheOrder() throws Exception {
        add(shop.product("Palm lamp", "20.00"), 1);
        Map<String, String> spain = form(browser.get("/checkout"), Map.of("country", "ES", "refresh", "delivery"));
        spain.put("postalCode", "28001");
        assertThat(browser.post("/checkout", spain).body())
                .contains("including VAT 21 %", "€5.19", "€29.90")
                .doesNotContain("No VAT is charged");
        spain.put("postalCode", "35 001");
        HttpResponse<String> islands = browser.post("/checkout", spain);
        assertThat(islands.body())
                .contains("No VAT is charged on deliveries to the Canary Islands", "€29.90")
                .doesNotContain("including VAT");

        HttpResponse<String> done =
                browser.post("/checkout", form(islands, Map.of("country", "ES", "postalCode", "35001")));

        assertThat(done.uri().getPath()).endsWith("/done");
        assertThat(done.body())
                .contains("No VAT is charged on deliveries to the Canary Islands", "€29.90")
                .doesNotContain("including VAT");
    }

    @Test
    void theTaxInWhatWasRefundedStandsOnTheOrder() throws Exception {
        add(shop.product("Returned lamp", "250.00"), 1);
        browser.post(
                "/register",
                Map.of("name", "Ida Sommer", "email", "ida@example.org", "password", "a long enough sentence"));
        String number = number(pay(GOOD, Map.of("email", "ida@example.org")));
        assertThat(browser.get("/orders/" + number).body()).contains("including VAT 19 %", "€39.92");

        assertThat(browser.post("/orders/" + number + "/cancel", Map.of()).body())
                .contains("Refunded", "including VAT of");
    }

    @Test
    void sendingTheSameCheckoutTwiceBuysOnce() throws Exception {
        add(shop.product("Twice lamp", "30.00"), 1);
        Map<String, String> form = form(browser.get("/checkout"), Map.of());
        String first = number(browser.post("/checkout", form));
        HttpResponse<String> second = browser.post("/checkout", form);
        assertThat(number(second)).isEqualTo(first);
    }

    @Test
    void nothingButThePayButtonPlacesTheOrder() throws Exception {
        add(shop.product("Unpressed lamp", "30.00"), 1);
        Map<String, String> form = form(browser.get("/checkout"), Map.of());
        form.remove("place");

        HttpResponse<String> shown = browser.post("/checkout", form);

        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.uri().getPath()).isEqualTo("/checkout");
        assertThat(shown.body()).contains("Lange Straße 12", "name=\"place\"").doesNotContain("value=\"4242");
        assertThat(Browser.hidden(shown, "checkoutId")).isEqualTo(form.get("checkoutId"));
        assertThat(browser.get("/checkout/" + form.get("checkoutId") + "/return")
                        .statusCode())
                .as("no checkout was begun")
                .isEqualTo(404);
        assertThat(browser.get("/cart").body()).contains("Unpressed lamp");

        form.put("place", "yes");
        assertThat(browser.post("/checkout", form).uri().getPath()).endsWith("/done");
    }

    @Test
    void linesAreChangedSavedAndTakenBack() throws Exception {
        Product lamp = shop.product("Moved lamp", "40.00");
        String line = "/cart/lines/" + lamp.variants().getFirst().id();
        add(lamp, 1);
        assertThat(browser.post(line, Map.of("quantity", "3")).body()).contains("€120.00");
        assertThat(browser.post(line, Map.of("typed", "2")).body()).contains("€80.00");
        assertThat(browser.post(line + "/save", Map.of()).body()).contains("Saved for later", "Your cart is empty");
        assertThat(browser.post(line + "/move", Map.of()).body()).contains("€80.00");
        assertThat(browser.post(line, Map.of("quantity", "0")).body()).contains("Your cart is empty");
    }

    @Test
    void moreThanThereIsIsSaidInTheCart() throws Exception {
        assertThat(add(shop.product("Rare lamp", "40.00"), 9).body()).contains("Only 4 left");
    }

    @Test
    void aCustomerRegistersKeepsTheCartAndSeesOnlyTheirOwnOrders() throws Exception {
        add(shop.product("Kept lamp", "60.00"), 1);
        HttpResponse<String> account = browser.post(
                "/register",
                Map.of("name", "Jonas Weber", "email", "jonas@example.org", "password", "a long enough sentence"));
        assertThat(account.uri().getPath()).isEqualTo("/account");
        assertThat(account.body()).contains("Hello, Jonas Weber", "Please confirm your e-mail address");
        assertThat(browser.get("/cart").body()).contains("Kept lamp");

        String number = number(pay(GOOD, Map.of("email", "jonas@example.org")));
        assertThat(browser.get("/account/orders").body()).contains(number);
        assertThat(browser.get("/orders/" + number).body()).contains("Progress", "Cancel the order");
        assertThat(new Browser(shop).get("/orders/" + number).body()).doesNotContain("Progress");
        assertThat(browser.post("/orders/" + number + "/cancel", Map.of()).body())
                .contains("Cancelled");

        assertThat(browser.get("/account/export").body()).contains("jonas@example.org", number);
        assertThat(browser.post("/sign-out", Map.of()).body()).contains("You are signed out");
        assertThat(browser.get("/account").uri().getPath()).isEqualTo("/sign-in");
    }

    @Test
    void signInLeadsBackToWhereOneWasButNeverAway() throws Exception {
        browser.post(
                "/register",
                Map.of("name", "Ada Byron", "email", "ada@example.org", "password", "a long enough sentence"));
        browser.post("/sign-out", Map.of());
        Map<String, String> form = new HashMap<>(Map.of("email", "ada@example.org", "password", "not the right one"));
        assertThat(browser.post("/sign-in", form).statusCode()).isEqualTo(401);
        form.put("password", "a long enough sentence");
        form.put("next", "https://elsewhere.example/account");
        assertThat(browser.post("/sign-in", form).uri().toString()).isEqualTo(shop.url() + "/account");
        assertThat(browser.get("/sign-in?next=//elsewhere.example").uri().toString())
                .startsWith(shop.url());
    }

    @Test
    void addressesAreKeptAndOfferedAtCheckout() throws Exception {
        browser.post(
                "/register",
                Map.of("name", "Lin Wei", "email", "lin@example.org", "password", "a long enough sentence"));
        assertThat(browser.post(newAddress(), Map.of("name", "Lin Wei", "country", "DE"))
                        .body())
                .contains("Please enter street and number.", "Please enter a town.");
        Map<String, String> market = address("Am Markt 1", "99084", "Erfurt");
        market.put("preferred", "yes");
        assertThat(browser.post(newAddress(), market).body()).contains("Am Markt 1", "Used first");
        add(shop.product("Address lamp", "60.00"), 1);
        assertThat(browser.get("/checkout").body()).contains("Lin Wei, Am Markt 1, Erfurt", "value=\"99084\"");
    }

    @Test
    void noOrderGoesToAnAddressThatNobodyHasSeenInTheForm() throws Exception {
        browser.post(
                "/register",
                Map.of("name", "Lin Wei", "email", "lin-two@example.org", "password", "a long enough sentence"));
        Map<String, String> market = address("Am Markt 1", "99084", "Erfurt");
        market.put("preferred", "yes");
        browser.post(newAddress(), market);
        browser.post(newAddress(), address("Hafenweg 7", "20457", "Hamburg"));
        add(shop.product("Moving lamp", "60.00"), 1);
        HttpResponse<String> page = browser.get("/checkout");
        Matcher harbour = Pattern.compile("<option value=\"([0-9a-f-]{36})\"[^>]*>Lin Wei, Hafenweg 7")
                .matcher(page.body());
        assertThat(harbour.find()).isTrue();

        Map<String, String> form = form(page, market);
        form.put("savedShown", Browser.hidden(page, "savedShown"));
        form.put("saved", harbour.group(1));
        HttpResponse<String> shown = browser.post("/checkout", form);

        assertThat(shown.statusCode()).isEqualTo(409);
        assertThat(shown.body()).contains("Please look at the delivery address", "value=\"Hafenweg 7\"");
        assertThat(Browser.hidden(shown, "savedShown")).isEqualTo(harbour.group(1));
        assertThat(browser.get("/account/orders").body()).doesNotContain("PD-");

        form.putAll(address("Hafenweg 7", "20457", "Hamburg"));
        form.put("savedShown", harbour.group(1));
        HttpResponse<String> done = browser.post("/checkout", form);
        assertThat(done.uri().getPath()).endsWith("/done");
        assertThat(browser.get("/orders/" + number(done)).body())
                .contains("Hafenweg 7")
                .doesNotContain("Am Markt 1");
    }

    private static Map<String, String> address(String line, String postcode, String city) {
        return new HashMap<>(
                Map.of("name", "Lin Wei", "line1", line, "postalCode", postcode, "city", city, "country", "DE"));
    }

    /** Where the address book's form for a new address is sent. */
    private String newAddress() throws Exception {
        Matcher action = Pattern.compile("action=\"(/account/addresses/[0-9a-f-]{36})\"")
                .matcher(browser.get("/account/addresses/new").body());
        assertThat(action.find()).isTrue();
        return action.group(1);
    }

    private HttpResponse<String> add(Product product, int quantity) throws Exception {
        return browser.post(
                "/cart/lines",
                Map.of(
                        "variant", product.variants().getFirst().id().toString(),
                        "quantity", Integer.toString(quantity)));
    }

    private HttpResponse<String> pay(String card, Map<String, String> other) throws Exception {
        Map<String, String> form = form(browser.get("/checkout"), Map.of("card.number", card));
        form.putAll(other);
        return browser.post("/checkout", form);
    }

    private static Map<String, String> form(HttpResponse<String> page, Map<String, String> other) {
        Map<String, String> form = new HashMap<>();
        form.put("checkoutId", Browser.hidden(page, "checkoutId"));
        form.put("expected", Browser.hidden(page, "expected"));
        form.put("email", "marta@example.org");
        form.put("name", "Marta Kowalska");
        form.put("line1", "Lange Straße 12");
        form.put("postalCode", "04315");
        form.put("city", "Leipzig");
        form.put("country", "DE");
        form.put("shippingMethod", "standard");
        form.put("billSame", "yes");
        form.put("billSameShown", "yes");
        form.put("card.number", GOOD);
        form.put("card.expiry", "12/29");
        form.put("card.cvc", "123");
        form.put("card.holder", "Marta Kowalska");
        form.put("place", "yes");
        form.putAll(other);
        return form;
    }

    private static String number(HttpResponse<String> page) {
        Matcher number = NUMBER.matcher(page.body());
        assertThat(number.find()).as(page.uri() + "\n" + page.body()).isTrue();
        return number.group();
    }
}
