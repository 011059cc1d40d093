package io.peakday.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.peakday.catalog.Catalog;
import io.peakday.demo.DemoLogins;
import io.peakday.server.whole.SharedNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every page that somebody can come to keeps the rules of {@link PageRules}, on a desk and on a small phone. */
class PagesTest {
    private static final List<String> FOR_ALL = List.of(
            "/",
            "/search?q=lamp",
            "/search?q=zzzzqqqq",
            "/search?sort=newest",
            "/cart",
            "/sales",
            "/sign-in",
            "/register",
            "/forgot-password",
            "/reset?token=none",
            "/verify?token=none",
            "/orders/look-up",
            "/help/shipping-and-returns",
            "/help/privacy",
            "/help/accessibility",
            "/no/such/page");
    private static final List<String> FOR_CUSTOMERS = List.of(
            "/account",
            "/account/orders",
            "/account/addresses",
            "/account/addresses/new",
            "/account/profile",
            "/account/sessions");

    @RegisterExtension
    static final SharedNode shop = new SharedNode();

    @RegisterExtension
    static final Browsers browsers = new Browsers();

    @Test
    void everyPageForAllKeepsTheRulesOnADesk() {
        assertThat(broken(browsers.visitor(shop.url()), forAll())).isEmpty();
    }

    @Test
    void everyPageForAllKeepsTheRulesOnASmallPhone() {
        assertThat(broken(browsers.onPhone(shop.url()), forAll())).isEmpty();
    }

    @Test
    void everyPageOfTheAccountKeepsTheRulesOnASmallPhone() {
        Visitor anna = browsers.onPhone(shop.url());
        signIn(anna, "/sign-in?next=/account", DemoLogins.CUSTOMER);
        anna.page().waitForURL("**/account");
        List<String> broken = broken(anna, FOR_CUSTOMERS);

        anna.putsInCart(shop.goods().product(3).slug());
        broken.addAll(broken(anna, List.of("/cart", "/checkout")));
        assertThat(broken).isEmpty();
    }

    @Test
    void theKeyboardLeadsPastTheNavigationAndItsPlaceIsSeen() {
        Visitor guest = browsers.visitor(shop.url());
        List<String> broken = new ArrayList<>();
        for (String path : List.of("/", "/search?q=lamp", "/sign-in", "/p/" + slug())) {
            guest.page().navigate(path);
            for (String rule : PageRules.brokenByKeyboard(guest.page())) {
                broken.add(path + ": " + rule);
            }
        }
        assertThat(broken).isEmpty();
    }

    private static List<String> forAll() {
        List<String> paths = new ArrayList<>(FOR_ALL);
        paths.add("/p/" + slug());
        shop.bean(Catalog.class).categories().departments().stream()
                .limit(1)
                .forEach(department -> paths.add("/c/" + department.slug()));
        return paths;
    }

    private static String slug() {
        return shop.goods().any().slug();
    }

    static void signIn(Visitor visitor, String path, String email) {
        visitor.at(path)
                .fills("E-mail", email)
                .fills("Password", DemoLogins.PASSWORD)
                .presses("Sign in");
    }

    private static List<String> broken(Visitor visitor, List<String> paths) {
        Page page = visitor.page();
        List<String> broken = new ArrayList<>();
        for (String path : paths) {
            page.navigate(path);
            for (String rule : PageRules.broken(page)) {
                broken.add(path + ": " + rule);
            }
        }
        return broken;
    }
}
