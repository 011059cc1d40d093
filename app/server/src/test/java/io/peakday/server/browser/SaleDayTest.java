package io.peakday.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.peakday.catalog.Product;
import io.peakday.demo.DemoLogins;
import io.peakday.engines.Database;
import io.peakday.kernel.Money;
import io.peakday.sale.AdmissionPolicy;
import io.peakday.sale.FlashSales;
import io.peakday.sale.Sale;
import io.peakday.sale.SaleDraft;
import io.peakday.server.whole.Buyer;
import io.peakday.server.whole.SharedNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A sale day in browsers: staff plan and watch, customers wait, claim, and get what comes back, without loading a page again. */
class SaleDayTest {
    @RegisterExtension
    static final SharedNode shop = new SharedNode();

    @RegisterExtension
    static final Browsers browsers = new Browsers();

    /** Pages ask once a second; on a machine with other things to do that takes longer. */
    private static final double TIMEOUT_MS = 60_000;

    private final Database database = shop.node().store().engines().database();
    private final FlashSales sales = shop.bean(FlashSales.class);

    @Test
    void aSaleIsPlannedInTheConsoleAndWatchedLive() {
        Product product = shop.goods().product(5);
        Visitor operator = operator();
        Page page = operator.page();
        operator.at("/console/sales/new?q=" + product.variants().getFirst().sku());
        operator.follows(product.title());
        page.waitForURL("**/console/sales/new?variant=*");
        operator.looksRight()
                .fills("Name", "Planned by hand")
                .fills("Units allocated", "7")
                .presses("Plan the sale");
        assertThat(page.locator("#f-price-error")).containsText("Say what it costs");
        assertThat(page.locator("#f-setAside-error")).containsText("Only 5 units are in stock");
        assertThat(page.locator("#f-price")).isFocused();
        operator.looksRight();
        page.locator("#f-price").fill("12.50");
        page.locator("#f-setAside").fill("3");
        page.locator("#f-opensAt").fill("2001-01-01T00:00");
        operator.presses("Plan the sale");
        assertThat(page.locator(".notice.good")).containsText("The sale is planned");
        operator.looksRight();

        String id = page.url().replaceFirst(".*/console/sales/([0-9a-f-]{36}).*", "$1");
        sales.claim(UUID.fromString(id), UUID.randomUUID(), 1);
        comesToSay(tile(page, "Left"), "2");
        comesToSay(tile(page, "Held"), "1");
        page.locator("[data-live-toggle]").click();
        assertThat(page.locator("[data-live-toggle]")).hasText("Follow again");
        sales.claim(UUID.fromString(id), UUID.randomUUID(), 1);
        page.locator("[data-live-toggle]").click();
        comesToSay(tile(page, "Left"), "1");
        operator.looksRight();
    }

    @Test
    void thePageOpensByItselfAClaimIsHeldAndAPauseIsSeenByAll() {
        Visitor customer = customer("opening@example.com");
        Sale sale = sale("Opening by itself", 2, Instant.now().plusSeconds(20));
        customer.at("/sales/" + sale.id());
        Page page = customer.page();
        assertThat(page.locator("[data-countdown]")).isVisible();
        Locator claim = page.locator(".moment [data-claim] button");
        claim.click(); // waits until the page has opened
        comesToSay(page.locator(".outcome h2"), "It is yours for now");
        assertThat(page.locator(".outcome h2")).isFocused();
        assertThat(page.locator("[data-say]")).hasText("It is yours for now");
        assertThat(page.locator("[data-hold-left]")).containsText("09:");
        assertThat(claim).isHidden();
        comesToSay(page.locator("[data-left]"), "1");
        judged(page);

        page.reload();
        comesToSay(page.locator(".outcome h2"), "It is yours for now");

        Visitor operator = operator().at("/console/sales/" + sale.id());
        operator.page().locator(".ask > summary", text("Pause")).click();
        operator.presses("Pause it now");
        assertThat(operator.page().locator(".title .badge")).hasText("Paused");
        comesTo(page, "paused");
        operator.page().locator(".ask > summary", text("Resume")).click();
        operator.presses("Resume it now");
        comesTo(page, "open");
        operator.page().locator(".ask > summary", text("Stop")).click();
        operator.looksRight().presses("Stop the sale");
        comesTo(page, "over");
        judged(page);
    }

    @Test
    void whoCameTooLateGetsWhatComesBackIfTheyAskForIt() {
        Sale sale = sale("Coming back", 1, Instant.now().minusSeconds(1));
        sales.claim(sale.id(), UUID.randomUUID(), 1);
        Visitor late = customer("late@example.com").at("/sales/" + sale.id());
        Page page = late.page();
        comesTo(page, "soldout");
        page.locator("[data-auto]").check();
        judged(page);
        database.sql()
                .sql("update sale.claim set hold_until = clock_timestamp() where sale_id = ?")
                .param(sale.id())
                .update();
        comesToSay(page.locator(".outcome h2"), "It is yours for now");
        late.presses("Pay now");
        page.waitForURL("**/checkout");
        assertThat(page.locator("main")).containsText("€9.90");
        late.looksRight()
                .fillsAddress()
                .fillsCard(Buyer.GOOD_CARD)
                .presses("Pay")
                .confirmed();
        late.at("/sales/" + sale.id());
        comesToSay(page.locator(".outcome h2"), "You bought it");
        judged(page);
    }

    @Test
    void aGuestOnAPhoneIsLedToSignInAndBack() {
        Sale sale = sale("For guests", 2, Instant.now().minusSeconds(1));
        Visitor guest = browsers.onPhone(shop.url()).at("/sales/" + sale.id());
        Page page = guest.page();
        assertThat(page.locator("[data-guest]")).isVisible();
        judged(page);
        guest.presses("Claim yours");
        page.waitForURL("**/sign-in?next=*");
        PagesTest.signIn(guest, page.url().substring(shop.url().length()), DemoLogins.CUSTOMER);
        page.waitForURL("**/sales/" + sale.id());
        guest.presses("Claim yours");
        comesToSay(page.locator(".outcome h2"), "It is yours for now");
        judged(page);
        guest.at("/sales/" + sale.id() + "/claim");
        assertThat(page.locator(".outcome")).containsText("held for you until");
        judged(page);
        guest.at("/sales");
        judged(page);
    }

    @Test
    void whoCameLaterStandsInLineAndIsServedWithoutPressingAgain() {
        Sale sale = sale("In line", 20, Instant.now().minusSeconds(1), new AdmissionPolicy(2, 0));
        for (int others = 0; others < 12; others++) {
            sales.claim(sale.id(), UUID.randomUUID(), 1);
        }
        Visitor customer = customer("later@example.com").at("/sales/" + sale.id());
        Page page = customer.page();
        customer.presses("Claim yours");
        comesToSay(page.locator(".outcome h2"), "You have a place in line");
        assertThat(page.locator("[data-line-before]")).hasText(Pattern.compile("\\d+"));
        judged(page);
        comesToSay(page.locator(".outcome h2"), "It is yours for now");
        judged(page);
    }

    @Test
    void whoComesEarlyHasAPlaceThatIsDrawnAtTheOpening() {
        Sale sale = sale("Drawn by lot", 5, Instant.now().plusSeconds(20), new AdmissionPolicy(50, 0));
        Visitor customer = customer("early@example.com").at("/sales/" + sale.id());
        Page page = customer.page();
        customer.presses("Get in line");
        comesToSay(page.locator(".outcome h2"), "You have a place in line");
        assertThat(page.locator("[data-line-early]")).containsText("drawn by lot");
        judged(page);
        comesToSay(page.locator(".outcome h2"), "It is yours for now");
    }

    @Test
    void aPuzzleIsSolvedWithoutTheCustomer() {
        Sale sale = sale("Behind a puzzle", 5, Instant.now().minusSeconds(1), new AdmissionPolicy(50, 8));
        Visitor customer = customer("solver@example.com").at("/sales/" + sale.id());
        customer.presses("Claim yours");
        comesToSay(customer.page().locator(".outcome h2"), "It is yours for now");
        judged(customer.page());
    }

    @Test
    void withoutScriptsThePuzzleIsWaitedForInstead() {
        Sale sale = sale("Waited for", 5, Instant.now().minusSeconds(1), new AdmissionPolicy(50, 8));
        Visitor plain = browsers.withoutScripts(shop.url());
        PagesTest.signIn(plain, "/sign-in", DemoLogins.CUSTOMER);
        plain.at("/sales/" + sale.id()).presses("Claim yours");
        assertThat(plain.page().locator(".outcome h2")).hasText("One moment, to keep robots out");
        assertThat(plain.page().locator(".outcome")).containsText("Without scripts, please wait until");
        plain.looksRight();
    }

    private static Visitor operator() {
        Visitor operator = browsers.visitor(shop.url());
        PagesTest.signIn(operator, "/console/sign-in", DemoLogins.OWNER);
        operator.page().waitForURL("**/console");
        return operator;
    }

    private static Visitor customer(String email) {
        Visitor customer = browsers.visitor(shop.url())
                .at("/register?next=/")
                .fills("Name", "Kim")
                .fills("E-mail", email)
                .fills("Password", "a quiet harbour in june")
                .presses("Create account");
        customer.page().waitForURL(shop.url() + "/");
        return customer;
    }

    private Sale sale(String name, int units, Instant opensAt) {
        return sale(name, units, opensAt, null);
    }

    private Sale sale(String name, int units, Instant opensAt, @Nullable AdmissionPolicy admission) {
        Product product = shop.goods().product(units);
        return sales.plan(new SaleDraft(
                name,
                product.variants().getFirst().id(),
                Money.of(990, "EUR"),
                units,
                1,
                Duration.ofMinutes(10),
                opensAt,
                opensAt.plus(Duration.ofHours(2)),
                admission,
                null));
    }

    private static void comesToSay(Locator place, String text) {
        assertThat(place).hasText(text, new LocatorAssertions.HasTextOptions().setTimeout(TIMEOUT_MS));
    }

    private static void comesTo(Page page, String phase) {
        page.waitForSelector("[data-phase=" + phase + "]");
    }

    private static Locator tile(Page page, String label) {
        return page.locator(".tile", text(label)).locator(".figure");
    }

    private static Page.LocatorOptions text(String label) {
        return new Page.LocatorOptions().setHasText(label);
    }

    /** The rules of every page, and what can be read in light and in dark. */
    private static void judged(Page page) {
        List<String> broken = new ArrayList<>(PageRules.broken(page));
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.emulateMedia(
                    new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
            PageRules.tooPale(page).forEach(rule -> broken.add(scheme + ": " + rule));
        }
        assertThat(broken).as(page.url()).isEmpty();
    }
}
