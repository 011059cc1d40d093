package io.peakday.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.peakday.catalog.Product;
import io.peakday.demo.DemoLogins;
import io.peakday.engines.Database;
import io.peakday.server.whole.Buyer;
import io.peakday.server.whole.SharedNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the people who run the store do in the console. */
class OperatingTest {
    private static final List<String> LISTS = List.of(
            "/console",
            "/console/orders",
            "/console/orders?q=zzzzzzzz",
            "/console/customers",
            "/console/reviews",
            "/console/products",
            "/console/stock",
            "/console/sales",
            "/console/sales/new?q=a",
            "/console/health",
            "/console/dead-letters",
            "/console/mailbox",
            "/console/audit",
            "/console/staff",
            "/console/no-such-page");
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @RegisterExtension
    static final SharedNode shop = new SharedNode();

    @RegisterExtension
    static final Browsers browsers = new Browsers();

    private final Database tables = shop.ownerDatabase();

    @Test
    void anOperatorFindsAnOrderPacksAndShipsItAndSeesItInTheTimeline() {
        String number = order("packed-by-hand@example.com");
        Visitor operator = signedIn(browsers.visitor(shop.url()));
        Page page = operator.page();

        operator.at("/console/orders")
                .fills("Order number or e-mail", "packed-by-hand@")
                .presses("Filter");
        assertThat(page.locator(".rows tbody tr")).hasCount(1);
        operator.looksRight().follows(number);
        page.waitForURL("**/console/orders/" + number);
        asks(operator, "Pack").presses("Yes, it is packed");
        assertThat(page.locator(".notice.good")).isVisible();
        asks(operator, "Ship")
                .fills("Carrier", "Postbote")
                .fills("Tracking number", "PB 4712")
                .presses("Yes, it is on its way");
        assertThat(page.locator(".title .badge")).hasText("Shipped");
        assertThat(page.locator(".timeline")).containsText("Packed");
        assertThat(page.locator(".timeline")).containsText("PB 4712");
        operator.looksRight();
    }

    @Test
    void anEditedPriceIsKeptAsANewVersion() {
        Product product = shop.goods().product(5);
        Visitor operator = signedIn(browsers.visitor(shop.url())).at("/console/products/" + product.id());
        Page page = operator.page();
        page.locator("[name^='price.']").first().fill("a lot");
        operator.presses("Save");
        assertThat(page.locator("[name^='price.']").first()).hasValue("a lot");
        assertThat(page.getByRole(AriaRole.ALERT).first()).isVisible();

        page.locator("[name^='price.']").first().fill("12.34");
        operator.presses("Save");
        assertThat(page.locator(".title")).containsText("version " + (product.version() + 1));
        assertThat(page.locator("[name^='price.']").first()).hasValue("12.34");
        operator.looksRight().follows("Changes");
        assertThat(page.locator("main")).containsText("1234");
    }

    @Test
    void correctedStockIsInTheLedgerWithItsReason() {
        Product product = shop.goods().product(5);
        Visitor operator = signedIn(browsers.visitor(shop.url()))
                .at("/console/stock/" + product.variants().getFirst().id())
                .fills("Units", "-2")
                .fills("Reason", "Two fell off the shelf")
                .presses("Correct the stock");
        assertThat(operator.page().locator(".figure").first()).hasText("3");
        assertThat(operator.page().locator("main table")).containsText("Two fell off the shelf");
        operator.looksRight();
    }

    @Test
    void aDeadLetterIsReadReplayedAndItsMailIsRead() {
        tables.sql()
                .sql("alter table notify.outgoing add constraint jam check (recipient <> 'jam@example.com')")
                .update();
        String number = order("jam@example.com");
        Visitor operator = signedIn(browsers.visitor(shop.url()));
        Page page = operator.page();
        Locator letter = page.locator(".rows a");
        await().atMost(TIMEOUT).until(() -> {
            operator.at("/console/dead-letters?consumer=notify.order-mails");
            return letter.count() == 1;
        });
        letter.click();
        // What is personal in the event is sealed; its number is not.
        assertThat(page.locator("main")).containsText(number);
        operator.looksRight();
        asks(operator, "Replay").presses("Replay it");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("It failed again");
        cure();
        asks(operator, "Replay").presses("Replay it");
        assertThat(page.locator(".notice.good")).containsText("Handled");

        Locator mail = page.locator(".rows a");
        await().atMost(TIMEOUT).until(() -> {
            operator.at("/console/mailbox?q=jam@example.com");
            return mail.count() > 0;
        });
        mail.first().click();
        assertThat(page.frameLocator("iframe").locator("body")).containsText(number);
        operator.looksRight().follows("Text");
        assertThat(page.locator("pre")).containsText(number);
    }

    @AfterEach
    void cure() {
        tables.sql()
                .sql("alter table notify.outgoing drop constraint if exists jam")
                .update();
    }

    @Test
    void theKeyboardSearchesWalksTheRowsOpensAndExplainsItself() {
        Visitor operator = signedIn(browsers.visitor(shop.url())).at("/console/orders");
        Page page = operator.page();
        Locator rows = page.locator(".rows tbody a");
        page.keyboard().press("/");
        assertThat(page.locator("[data-search]")).isFocused();
        page.keyboard().type("j?");
        assertThat(page.locator("[data-search]")).hasValue("j?");

        page.locator("main").focus();
        page.keyboard().press("j");
        assertThat(rows.first()).isFocused();
        page.keyboard().press("j");
        assertThat(rows.nth(1)).isFocused();
        page.keyboard().press("k");
        assertThat(rows.first()).isFocused();
        page.keyboard().press("?");
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("#shortcuts")).isHidden();
        String number = rows.first().textContent();
        rows.first().press("Enter");
        page.waitForURL("**/console/orders/" + number);
        page.keyboard().press("g");
        page.keyboard().press("s");
        page.waitForURL("**/console/stock");
    }

    @Test
    void everyPageOfTheConsoleKeepsTheRulesOnADeskInLightAndDark() {
        assertThat(broken(browsers.visitor(shop.url()))).isEmpty();
    }

    @Test
    void everyPageOfTheConsoleKeepsTheRulesOnASmallPhoneInLightAndDark() {
        assertThat(broken(browsers.onPhone(shop.url()))).isEmpty();
    }

    @Test
    void theKeyboardLeadsPastTheRailAndItsPlaceIsSeen() {
        Visitor operator = signedIn(browsers.visitor(shop.url()));
        List<String> broken = new ArrayList<>();
        for (String path : List.of("/console", "/console/orders", "/console/staff")) {
            operator.page().navigate(path);
            for (String rule : PageRules.brokenByKeyboard(operator.page())) {
                broken.add(path + ": " + rule);
            }
        }
        assertThat(broken).isEmpty();
    }

    private static List<String> broken(Visitor operator) {
        Page page = operator.page();
        List<String> broken = new ArrayList<>();
        page.navigate("/console/sign-in");
        judge(page, broken);
        signedIn(operator);
        for (String path : LISTS) {
            page.navigate(path);
            judge(page, broken);
        }
        Product product = shop.goods().any();
        page.navigate("/console/products/" + product.id());
        judge(page, broken);
        page.navigate("/console/stock/" + product.variants().getFirst().id());
        judge(page, broken);
        for (String list : List.of("/console/orders", "/console/customers")) {
            page.navigate(list);
            page.navigate(page.locator(".rows tbody a").first().getAttribute("href"));
            judge(page, broken);
        }
        return broken;
    }

    private static void judge(Page page, List<String> broken) {
        String path = page.url().substring(shop.url().length());
        PageRules.broken(page).forEach(rule -> broken.add(path + ": " + rule));
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(
                    new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
            PageRules.tooPale(page).forEach(rule -> broken.add(path + " " + scheme + ": " + rule));
        }
    }

    private static Visitor signedIn(Visitor operator) {
        PagesTest.signIn(operator, "/console/sign-in", DemoLogins.OWNER);
        operator.page().waitForURL("**/console");
        return operator;
    }

    /** Opens the question that is asked before something is done. */
    private static Visitor asks(Visitor operator, String action) {
        operator.page()
                .locator(".ask > summary")
                .filter(new Locator.FilterOptions().setHasText(action))
                .first()
                .click();
        return operator.looksRight();
    }

    /** Somebody buys something; the order's number. */
    private static String order(String email) {
        Buyer buyer = new Buyer(shop.url(), email)
                .puts(shop.goods().product(3).variants().getFirst().id(), 1);
        return buyer.orders().ok().get("orderNumber").asString();
    }
}
