package io.peakday.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.peakday.catalog.Product;
import io.peakday.server.whole.Buyer;
import io.peakday.server.whole.SharedNode;
import io.peakday.server.whole.Staff;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GuestShoppingTest {
    private static final String CHALLENGE_CARD = "4000000000003220";
    private static final String EMPTY_CARD = "4000000000009995";

    @RegisterExtension
    static final SharedNode shop = new SharedNode();

    @RegisterExtension
    static final Browsers browsers = new Browsers();

    @Test
    void aGuestSearchesFiltersChoosesBuysAndGetsTheConfirmationByMail() {
        Product product = shop.goods().product(7, 2);
        Visitor guest = browsers.visitor(shop.url()).at("/");
        Page page = guest.page();

        guest.fills("Search all departments", product.brand());
        page.keyboard().press("Enter");
        page.waitForURL("**/search?q=*");
        guest.looksRight();
        int all = count(page);
        page.locator(".facet .choice-link:not(.on)")
                .filter(new Locator.FilterOptions().setVisible(true))
                .last()
                .click();
        assertThat(page.locator(".active-filters .chip").first()).isVisible();
        guest.looksRight();
        assertThat(count(page)).isBetween(1, all);
        page.locator(".product-card h3 a").first().click();
        page.waitForURL("**/p/*");
        guest.looksRight();

        guest.at("/p/" + product.slug());
        String before = page.locator("[name=variant]").inputValue();
        page.locator("[data-variant]:not([aria-current])").first().click();
        assertThat(page.locator("[name=variant]")).not().hasValue(before);
        guest.looksRight().presses("Add to cart");
        assertThat(page.locator("[data-cart-count]").first()).hasText("1");

        guest.at("/cart");
        assertThat(page.locator(".cart-line")).hasCount(1);
        guest.follows("Checkout");
        page.waitForURL("**/checkout");
        String number = guest.looksRight()
                .fills("E-mail", "browser-guest@example.com")
                .fillsAddress()
                .fillsCard(Buyer.GOOD_CARD)
                .presses("Pay")
                .confirmed();

        Staff owner = shop.owner();
        await().until(() -> owner.mail("browser-guest@example.com", "").contains(number));
        assertThat(page.locator("[data-cart-count]").first()).isHidden();
    }

    @Test
    void aCardOfAStrictBankGoesThroughItsChallenge() {
        Visitor guest =
                ready("challenged@example.com").fillsCard(CHALLENGE_CARD).presses("Pay");
        guest.page().waitForURL("**/sandbox/challenge/*");
        guest.looksRight().presses("Approve");
        assertThat(guest.confirmed()).startsWith("PD-");
    }

    @Test
    void aRefusedChallengeChargesNothingAndAnotherCardWorks() {
        Visitor guest = ready("refused@example.com").fillsCard(CHALLENGE_CARD).presses("Pay");
        guest.page().waitForURL("**/sandbox/challenge/*");
        guest.presses("Refuse");
        guest.page().waitForURL("**/checkout?after=*");
        assertThat(guest.page().locator("main")).containsText("The bank refused this payment");
        guest.looksRight().fillsCard(Buyer.GOOD_CARD).presses("Pay");
        assertThat(guest.confirmed()).startsWith("PD-");
    }

    @Test
    void whoPaysBeforeTheNewTotalHasComePaysAllTheSame() {
        Visitor guest = ready("hasty@example.com").fillsCard(Buyer.GOOD_CARD);
        Page page = guest.page();
        List<Route> totals = new ArrayList<>();
        List<Route> payments = new ArrayList<>();
        List<Request> failed = new ArrayList<>();
        page.onRequestFailed(failed::add);
        page.route("**/checkout", route -> (route.request().isNavigationRequest() ? payments : totals).add(route));
        changesThePostcode(page);
        page.waitForCondition(() -> !totals.isEmpty());
        // In one go, because Playwright's own steps wait for what is held back.
        page.evaluate("""
                () => {
                  document.querySelector("[name=place]").click();
                  const postcode = document.querySelector("[name=postalCode]");
                  postcode.value = "10117";
                  postcode.dispatchEvent(new Event("change", { bubbles: true }));
                }""");
        page.waitForCondition(() -> !payments.isEmpty() && totals.size() == 2);
        totals.getLast().abort();
        page.waitForCondition(() -> failed.size() == 2);

        payments.getFirst().resume();
        assertThat(guest.confirmed()).startsWith("PD-");
        assertThat(payments)
                .singleElement()
                .satisfies(one -> assertThat(one.request().postData()).contains("place=yes"));
        assertThat(totals)
                .allSatisfy(one -> assertThat(one.request().postData())
                        .contains("refresh=delivery")
                        .doesNotContain("place="));
    }

    @Test
    void aTotalThatCannotBeHadOrdersNothingAndIsAskedForAgain() {
        Visitor guest = ready("unlucky@example.com").fillsCard(Buyer.GOOD_CARD);
        Page page = guest.page();
        Locator outdated = page.locator("[data-outdated]");
        List<Request> navigations = new ArrayList<>();
        page.onRequest(request -> {
            if (request.isNavigationRequest()) {
                navigations.add(request);
            }
        });
        assertThat(outdated).isHidden();

        page.route("**/checkout", Route::abort);
        changesThePostcode(page);
        assertThat(outdated).isVisible();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The total could not be brought up to date");
        assertThat(page.locator("[data-bill]")).containsText("€");
        guest.looksRight();

        page.unroute("**/checkout");
        page.route(
                "**/checkout",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(429)
                        .setContentType("text/html")
                        .setBody("<p>Too many requests</p>")));
        page.waitForResponse("**/checkout", () -> guest.presses("Update the total again"));
        assertThat(page.locator("[data-update]")).isFocused();
        assertThat(outdated).isVisible();
        assertThat(page.locator("[data-bill]")).containsText("€");
        assertThat(page.locator("[data-methods] input").first()).isVisible();

        guest.troubles().removeIf(trouble -> trouble.startsWith("429 ")); // the one from above

        page.unroute("**/checkout");
        guest.presses("Update the total again");
        assertThat(outdated).isHidden();
        assertThat(page.locator("[name=place]")).isFocused();
        assertThat(navigations).isEmpty();
        assertThat(page.locator("[name='card.number']")).hasValue("4242 4242 4242 4242");

        guest.presses("Pay");
        assertThat(guest.confirmed()).startsWith("PD-");
    }

    @Test
    void enterPaysWhereTheCardIsTypedAndElsewhereSendsNothing() {
        Visitor guest = ready("enter@example.com").fillsCard(Buyer.GOOD_CARD);
        Page page = guest.page();
        List<Request> navigations = new ArrayList<>();
        page.onRequest(request -> {
            if (request.isNavigationRequest()) {
                navigations.add(request);
            }
        });
        page.getByLabel("E-mail").press("Enter");
        page.locator("[name=shippingMethod]").first().press("Enter");
        assertThat(page.locator("[name='card.number']")).hasValue("4242 4242 4242 4242");

        page.locator("[name='card.cvc']").press("Enter");
        assertThat(guest.confirmed()).startsWith("PD-");
        assertThat(navigations.getFirst().postData()).contains("place=yes").doesNotContain("refresh=");
    }

    @Test
    void aDeclinedCardSaysWhyAndAnotherOneWorks() {
        Visitor guest = ready("declined@example.com").fillsCard(EMPTY_CARD).presses("Pay");
        assertThat(guest.page().getByRole(AriaRole.ALERT)).containsText("Your card was declined");
        guest.looksRight().fillsCard(Buyer.GOOD_CARD).presses("Pay");
        assertThat(guest.confirmed()).startsWith("PD-");
    }

    @Test
    void aCartIsTheSameInTwoTabsAtOnce() {
        Product product = shop.goods().product(9);
        Visitor guest = browsers.visitor(shop.url()).putsInCart(product.slug()).at("/cart");
        Page other = guest.tab();
        other.navigate("/cart");
        assertThat(other.locator("[data-quantity] input")).hasValue("1");

        guest.presses("One more");

        assertThat(other.locator("[data-quantity] input")).hasValue("2");
        assertThat(guest.page().locator("[data-quantity] input")).hasValue("2");
        other.locator("[aria-label='One more']").click();
        assertThat(guest.page().locator("[data-quantity] input")).hasValue("3");
    }

    @Test
    void aBrowserWithoutScriptsSearchesFillsTheCartAndBuys() {
        Product product = shop.goods().product(4);
        Visitor guest = browsers.withoutScripts(shop.url());
        Page page = guest.page();
        page.navigate("/");
        guest.fills("Search all departments", product.title()).presses("Search");
        page.waitForURL("**/search?q=*");
        page.locator("a[href^='/p/" + product.slug() + "']").first().click();
        page.waitForURL("**/p/*");
        guest.presses("Add to cart");
        page.waitForURL("**/cart*");
        guest.follows("Checkout");
        page.waitForURL("**/checkout");
        guest.fills("E-mail", "noscript@example.com").fillsAddress().fillsCard(Buyer.GOOD_CARD);
        page.locator("[name=place]").press("Enter");
        page.waitForURL("**/done");
        assertThat(page.locator("h1")).hasText("Thank you. Your order is placed.");
    }

    private static void changesThePostcode(Page page) {
        Locator postcode = page.getByLabel("Postcode").first();
        postcode.fill("10119");
        postcode.blur();
    }

    /** How many products the page says it found. */
    private static int count(Page page) {
        String said = page.locator(".browse-head [role=status]").textContent();
        assertThat(said).matches("[0-9,]+ products?");
        return Integer.parseInt(said.replaceAll("[^0-9]", ""));
    }

    /** With something in the cart, at the checkout, everything but the card filled in. */
    private static Visitor ready(String email) {
        return browsers.visitor(shop.url())
                .putsInCart(shop.goods().product(5).slug())
                .at("/checkout")
                .fills("E-mail", email)
                .fillsAddress();
    }
}
