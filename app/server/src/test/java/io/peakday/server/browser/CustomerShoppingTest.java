package io.peakday.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.peakday.catalog.Product;
import io.peakday.customers.Customers;
import io.peakday.reviews.Eligibility;
import io.peakday.reviews.Reviews;
import io.peakday.server.whole.Buyer;
import io.peakday.server.whole.SharedNode;
import io.peakday.server.whole.Staff;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CustomerShoppingTest {
    private static final Pattern VERIFY = Pattern.compile("/verify\\?token=[\\w-]+");

    @RegisterExtension
    static final SharedNode shop = new SharedNode();

    @RegisterExtension
    static final Browsers browsers = new Browsers();

    @Test
    void aCustomerRegistersBuysFollowsTheOrderAndReviewsIt() {
        String email = "astrid@example.com";
        Staff owner = shop.owner();
        Product product = shop.goods().product(6);
        Visitor customer = browsers.visitor(shop.url()).putsInCart(product.slug());
        Page page = customer.page();

        customer.at("/register?next=/cart")
                .fills("Name", "Astrid Beispiel")
                .fills("E-mail", email)
                .fills("Password", "a quiet harbour in june")
                .presses("Create account");
        page.waitForURL("**/cart*");
        assertThat(page.locator(".cart-line")).hasCount(1);
        assertThat(page.locator("[data-account-label]").first()).hasText("Astrid");

        await().until(() -> VERIFY.matcher(owner.mail(email, "")).find());
        Matcher link = VERIFY.matcher(owner.mail(email, ""));
        assertThat(link.find()).isTrue();
        customer.at(link.group());
        assertThat(page.locator("h1")).hasText("Is this your address?");
        customer.looksRight();
        customer.presses("Confirm my address");
        assertThat(page.locator("h1")).hasText("Your e-mail address is confirmed");

        String number = customer.at("/checkout")
                .fillsAddress()
                .fillsCard(Buyer.GOOD_CARD)
                .presses("Pay")
                .confirmed();
        customer.at("/account/orders");
        assertThat(page.locator(".order-row h3")).hasText(number);
        customer.follows(number);
        page.waitForURL("**/orders/" + number);
        customer.looksRight();
        assertThat(page.locator("main")).containsText("Kai 1");

        isShipped(owner, number);
        await().until(() -> owner.mailsTo(email).size() >= 3);
        assertThat(owner.mail(email, "")).contains("PB 4711");
        customer.at("/orders/" + number);
        assertThat(page.locator(".track")).containsText("PB 4711");
        owner.post("/api/v1/admin/orders/" + number + "/deliver", "{}").ok();

        reviews(customer, product, email);
    }

    @Test
    void aCustomerFindsBuysIsSentTheConfirmationAndSendsOneBack() {
        String email = "runa@example.com";
        Staff owner = shop.owner();
        Product product = shop.goods().product(6);
        Visitor customer = browsers.visitor(shop.url())
                .at("/register?next=/")
                .fills("Name", "Runa")
                .fills("E-mail", email)
                .fills("Password", "a quiet harbour in july");
        Page page = customer.presses("Create account").page();
        page.waitForURL(shop.url() + "/");

        customer.fills("Search all departments", product.title());
        page.keyboard().press("Enter");
        page.waitForURL("**/search?q=*");
        page.locator("a[href^='/p/" + product.slug() + "']").first().click();
        page.waitForURL("**/p/*");
        customer.presses("Add to cart");
        assertThat(page.locator("[data-cart-count]").first()).hasText("1");
        String number = customer.buys();
        await().until(() -> owner.mail(email, "").contains(number));

        arrives(owner, number);
        customer.at("/orders/" + number).presses("Return something");
        page.waitForURL("**/return*");
        customer.looksRight();
        page.locator("[name='line.1']").selectOption("1");
        customer.fills("Why does it come back?", "The wrong colour").presses("Announce the return");
        page.waitForURL("**/orders/" + number + "*");
        assertThat(page.locator("main")).containsText("Returns");

        String back = owner.order(number).get("returns").get(0).get("id").asString();
        owner.post("/api/v1/admin/orders/returns/" + back + "/receive", "{}").ok();
        customer.at("/orders/" + number);
        assertThat(page.locator(".badge").first()).containsText("Returned");
    }

    private static void arrives(Staff owner, String number) {
        isShipped(owner, number);
        owner.post("/api/v1/admin/orders/" + number + "/deliver", "{}").ok();
    }

    private static void isShipped(Staff owner, String number) {
        owner.post("/api/v1/admin/orders/" + number + "/pack", "{}").ok();
        owner.post("/api/v1/admin/orders/" + number + "/ship", """
                        {"carrier":"Postbote","number":"PB 4711","url":"https://postbote.example/PB4711"}""").ok();
    }

    private static void reviews(Visitor customer, Product product, String email) {
        UUID id = shop.bean(Customers.class)
                .list(email, null, 1)
                .items()
                .getFirst()
                .id();
        await().until(() -> shop.bean(Reviews.class).eligibility(id, product.id()) == Eligibility.MAY_REVIEW);
        Page page = customer.page();
        customer.at("/p/" + product.slug()).follows("Write a review");
        page.waitForURL("**/reviews/new*");
        customer.looksRight();
        page.locator("label[for=star-4]").click();
        customer.fills("In one line", "Does what it says")
                .fills("What should others know?", "Solid, quiet, and the colour is as in the picture.")
                .presses("Publish review");
        assertThat(page.locator("h1")).hasText("Thank you for your review");
        customer.at("/p/" + product.slug());
        assertThat(page.locator(".review-list")).containsText("Does what it says");
        assertThat(page.locator(".review").filter(new Locator.FilterOptions().setHasText("Does what it says")))
                .containsText("Verified purchase");
    }

    @Test
    void whoHasNotBoughtIsInformedThatReviewsAreWrittenByBuyers() {
        Product product = shop.goods().product(6);
        Visitor customer = browsers.visitor(shop.url())
                .at("/register?next=/")
                .fills("Name", "Nils")
                .fills("E-mail", "nils@example.com")
                .fills("Password", "a windy harbour in march")
                .presses("Create account");
        customer.page().waitForURL(shop.url() + "/");
        customer.at("/reviews/new?product=" + product.id());
        assertThat(customer.page().locator("h1")).hasText("Reviews are written by buyers");
    }
}
