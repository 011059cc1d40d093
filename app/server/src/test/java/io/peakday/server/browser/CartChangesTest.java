package io.peakday.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.peakday.catalog.Catalog;
import io.peakday.catalog.Offer;
import io.peakday.catalog.OfferDraft;
import io.peakday.catalog.Product;
import io.peakday.catalog.Variant;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.LevelSetting;
import io.peakday.kernel.Money;
import io.peakday.server.whole.SharedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens to a cart between filling and paying: prices move, others are quicker, its owner signs in. */
class CartChangesTest {
    @RegisterExtension
    static final SharedNode shop = new SharedNode();

    @RegisterExtension
    static final Browsers browsers = new Browsers();

    @Test
    void aPriceThatRoseIsShownAndTheOrderIsMadeAtTheOneThatWasAccepted() {
        Product product = shop.goods().product(5);
        Visitor guest = browsers.visitor(shop.url()).putsInCart(product.slug());
        Page page = guest.page();
        raise(product);

        guest.at("/cart");
        assertThat(page.locator(".differences")).containsText(product.title());
        assertThat(page.locator(".cart-line .line-price")).containsText("was");
        guest.presses("Got it");
        assertThat(page.locator(".differences")).hasCount(0);

        guest.at("/checkout")
                .fills("E-mail", "higher@example.com")
                .fillsAddress()
                .fillsCard(io.peakday.server.whole.Buyer.GOOD_CARD)
                .presses("Pay");
        assertThat(guest.confirmed()).startsWith("PD-");
    }

    @Test
    void whatOthersBoughtMeanwhileIsShownBeforePaying() {
        Product product = shop.goods().product(3);
        Visitor guest = browsers.visitor(shop.url()).putsInCart(product.slug()).at("/cart");
        guest.presses("One more").presses("One more");
        assertThat(guest.page().locator("[data-quantity] input")).hasValue("3");
        leave(product, 1);

        guest.at("/cart");
        assertThat(guest.page().locator(".cart-line")).containsText("Only 1 left");
        guest.presses("Got it");
        assertThat(guest.page().locator("[data-quantity] input")).hasValue("1");
    }

    @Test
    void pressesThatAreQuickerThanTheStoreAreAllCounted() {
        Product product = shop.goods().product(9);
        Visitor guest = browsers.visitor(shop.url()).putsInCart(product.slug()).at("/cart");
        Page page = guest.page();
        List<Route> held = hold(page);
        guest.presses("One more").presses("One more").presses("One more").presses("One less");
        assertThat(page.locator("[data-quantity] input")).hasValue("3");
        release(page, held);

        assertThat(page.locator("[data-cart].updating")).hasCount(0);
        assertThat(page.locator("[data-quantity] input")).hasValue("3");
        guest.at("/cart");
        assertThat(page.locator("[data-quantity] input")).hasValue("3");
    }

    @Test
    void whoGoesToTheCheckoutTakesThePressesAlongThatWait() {
        Product product = shop.goods().product(9);
        Visitor guest = browsers.visitor(shop.url()).putsInCart(product.slug()).at("/cart");
        Page page = guest.page();
        List<Route> held = hold(page);
        guest.presses("One more").presses("One more");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Checkout"))
                .click();
        release(page, held);
        page.waitForURL("**/checkout");
        guest.at("/cart");
        assertThat(page.locator("[data-quantity] input")).hasValue("3");
    }

    @Test
    void aChangeThatFailsIsSentTheOrdinaryWayOnce() {
        Product product = shop.goods().product(9);
        Visitor guest = browsers.visitor(shop.url()).putsInCart(product.slug()).at("/cart");
        Page page = guest.page();
        List<Route> held = hold(page);
        guest.presses("One more").presses("One more");
        page.waitForCondition(() -> !held.isEmpty());
        List<String> sent = new ArrayList<>();
        page.onRequest(request -> {
            if (request.method().equals("POST")) {
                sent.add(request.url());
            }
        });
        page.waitForNavigation(() -> held.forEach(Route::abort));
        assertThat(sent).hasSize(1);
        assertThat(page.locator("[data-cart]:not(.updating) [data-quantity] input"))
                .hasValue("3");
    }

    @Test
    void theMostBoundsUpwardsOnlyAndOneMoreComesBackWithOneLess() {
        Product product = shop.goods().product(2);
        Visitor guest = browsers.visitor(shop.url()).putsInCart(product.slug()).at("/cart");
        Page page = guest.page();
        guest.presses("One more");
        assertThat(page.locator("[data-cart]:not(.updating) [data-quantity] input"))
                .hasValue("2");
        assertThat(page.getByLabel("One more")).isDisabled();
        List<Route> held = hold(page);
        guest.presses("One less");
        assertThat(page.getByLabel("One more")).isEnabled();
        guest.presses("One more").presses("One more");
        assertThat(page.locator("[data-quantity] input")).hasValue("2");
        release(page, held);
        assertThat(page.locator("[data-cart]:not(.updating) [data-quantity] input"))
                .hasValue("2");
    }

    @Test
    void whatIsBeingTypedStaysWhenTheCartIsShownAgain() {
        Product stays = shop.goods().product(9);
        Product goes = shop.goods().product(9);
        Visitor guest = browsers.visitor(shop.url())
                .putsInCart(stays.slug())
                .putsInCart(goes.slug())
                .at("/cart");
        Page page = guest.page();
        Locator quantity = line(page, stays).locator("[data-quantity] input");
        quantity.fill("7");
        line(page, goes)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Remove"))
                .evaluate("b => b.click()");
        assertThat(line(page, goes)).hasCount(0);
        assertThat(quantity).hasValue("7");
        assertThat(quantity).isFocused();
        quantity.blur();
        assertThat(page.locator("[data-cart].updating")).hasCount(0);
        guest.at("/cart");
        assertThat(quantity).hasValue("7");
    }

    /** What the page's scripts send about lines of the cart waits from now on. */
    private static List<Route> hold(Page page) {
        List<Route> held = new ArrayList<>();
        page.route("**/cart/lines/**", route -> {
            if (route.request().isNavigationRequest()) {
                route.resume();
            } else {
                held.add(route);
            }
        });
        return held;
    }

    private static void release(Page page, List<Route> held) {
        page.waitForCondition(() -> !held.isEmpty());
        page.unroute("**/cart/lines/**");
        held.forEach(Route::resume);
    }

    @Test
    void whatIsTypedIsSetWithEnterToo() {
        Product product = shop.goods().product(9);
        Visitor guest = browsers.visitor(shop.url()).putsInCart(product.slug()).at("/cart");
        Locator quantity = guest.page().locator("[data-quantity] input");
        quantity.fill("5");
        quantity.press("Enter");
        assertThat(guest.page().locator("[data-cart].updating")).hasCount(0);
        assertThat(quantity).hasValue("5");
        assertThat(quantity).isFocused();
        guest.at("/cart");
        assertThat(quantity).hasValue("5");
    }

    @Test
    void aPressCountsThoughTheCartChangesElsewhereMeanwhile() {
        Product stays = shop.goods().product(4);
        Product goes = shop.goods().product(4);
        Visitor guest = browsers.visitor(shop.url())
                .putsInCart(stays.slug())
                .putsInCart(goes.slug())
                .at("/cart");
        Page page = guest.page();
        Page elsewhere = guest.tab();
        elsewhere.navigate("/cart");
        line(page, stays).getByLabel("One more").hover();
        page.mouse().down();
        page.waitForResponse(
                        "**/cart",
                        () -> line(elsewhere, goes)
                                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Remove"))
                                .click())
                .finished();
        settle(page);
        assertThat(line(page, goes)).hasCount(1);
        page.mouse().up();

        assertThat(line(page, goes)).hasCount(0);
        assertThat(line(page, stays).locator("[data-quantity] input")).hasValue("2");
        guest.at("/cart");
        assertThat(page.locator("[data-quantity] input")).hasValue("2");
    }

    /** An answer that has come is shown in the tasks that follow, unless something is held. */
    private static void settle(Page page) {
        page.evaluate("() => new Promise((shown) => setTimeout(shown, 50))");
    }

    private static Locator line(Page page, Product product) {
        return page.locator(".cart-line").filter(new Locator.FilterOptions().setHasText(product.title()));
    }

    @Test
    void aGuestsCartJoinsTheCustomersAtSignIn() {
        Product first = shop.goods().product(4);
        Product second = shop.goods().product(4);
        Visitor atHome = browsers.visitor(shop.url())
                .at("/register?next=/")
                .fills("Name", "Merle")
                .fills("E-mail", "merle@example.com")
                .fills("Password", "a misty harbour in may");
        atHome.presses("Create account").page().waitForURL(shop.url() + "/");
        atHome.putsInCart(first.slug());

        Visitor elsewhere = browsers.visitor(shop.url()).putsInCart(second.slug());
        elsewhere
                .at("/sign-in?next=/cart")
                .fills("E-mail", "merle@example.com")
                .fills("Password", "a misty harbour in may")
                .presses("Sign in");
        elsewhere.page().waitForURL("**/cart*");
        assertThat(elsewhere.page().locator(".cart-line")).hasCount(2);
        assertThat(elsewhere.page().locator("main")).containsText(first.title());
        assertThat(elsewhere.page().locator("main")).containsText(second.title());

        atHome.at("/cart");
        assertThat(atHome.page().locator(".cart-line")).hasCount(2);
    }

    @Test
    void whatIsSavedForLaterStaysAndComesBack() {
        Product product = shop.goods().product(4);
        Visitor guest = browsers.visitor(shop.url()).putsInCart(product.slug()).at("/cart");
        Page page = guest.page();
        guest.presses("Save for later");
        assertThat(page.locator(".saved .cart-line")).hasCount(1);
        assertThat(page.locator("[data-cart-count]").first()).isHidden();
        guest.looksRight().presses("Move to cart");
        assertThat(page.locator(".saved")).hasCount(0);
        assertThat(page.locator(".cart-line")).containsText(product.title());
        assertThat(page.locator("[data-quantity] input")).hasValue("1");
    }

    @Test
    void aLinkThatIsPressedWhileTheCartIsShownAgainIsFollowed() {
        Product product = shop.goods().product(9);
        Visitor guest = browsers.visitor(shop.url()).putsInCart(product.slug()).at("/cart");
        Page page = guest.page();
        page.locator("[data-quantity] input").fill("5");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Checkout"))
                .hover();
        page.waitForResponse("**/cart", () -> page.mouse().down()).finished();
        settle(page);
        page.mouse().up();
        page.waitForURL("**/checkout");
        guest.at("/cart");
        assertThat(page.locator("[data-quantity] input")).hasValue("5");
    }

    @Test
    void whatTheStoreSaysOfAChangeIsShownThoughAnotherFollowsAtOnce() {
        Product few = shop.goods().product(2);
        Product many = shop.goods().product(9);
        Visitor guest = browsers.visitor(shop.url())
                .putsInCart(few.slug())
                .putsInCart(many.slug())
                .at("/cart");
        Page page = guest.page();
        List<Route> held = hold(page);
        Locator quantity = line(page, few).locator("[data-quantity] input");
        quantity.fill("0x");
        line(page, few).locator("[data-quantity]").evaluate("form => form.noValidate = true");
        quantity.press("Enter");
        line(page, many).getByLabel("One more").click();
        release(page, held);
        assertThat(page.locator("[data-cart]:not(.updating)")).containsText("whole number");
        assertThat(line(page, many).locator("[data-quantity] input")).hasValue("2");
    }

    private static void raise(Product product) {
        Catalog catalog = shop.bean(Catalog.class);
        Product now = catalog.product(product.id()).orElseThrow();
        for (Variant variant : product.variants()) {
            List<OfferDraft> higher =
                    variant.offers().stream().map(CartChangesTest::higher).toList();
            now = catalog.price(now.id(), now.version(), variant.id(), higher);
        }
    }

    private static OfferDraft higher(Offer offer) {
        Money more = offer.price().plus(new Money(1_00, offer.price().currency()));
        return new OfferDraft(offer.id(), offer.sellerId(), more, null, offer.validFrom(), offer.validTo());
    }

    private static void leave(Product product, int units) {
        Inventory inventory = shop.bean(Inventory.class);
        UUID first = inventory.locations().primaryId();
        inventory.setLevels(
                product.variants().stream()
                        .map(variant -> new LevelSetting(variant.id(), first, units))
                        .toList(),
                "others were quicker");
    }
}
