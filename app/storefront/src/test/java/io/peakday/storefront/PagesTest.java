package io.peakday.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.Product;
import io.peakday.inventory.Inventory;
import io.peakday.kernel.Ids;
import io.peakday.testkit.TestDatabase;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages that are the same for everybody, over HTTP, on the real modules. */
class PagesTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(Shop.WIRING.schemas());

    private static Shop shop;
    private static Product lamp;
    private final Browser browser = new Browser(shop);

    @BeforeAll
    static void open() throws Exception {
        shop = Shop.open(postgres);
        lamp = shop.product("Arden desk lamp", "89.00");
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Test
    void theProductPageShowsPriceStockVariantsAndSellers() throws Exception {
        HttpResponse<String> page = browser.get("/p/" + lamp.slug());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Arden desk lamp", "€89.00", "Norrland Living", "1 other seller", "Rust, out of stock");
    }

    @Test
    void aChosenVariantHasItsOwnPageAndAnUnknownOneTheFirst() throws Exception {
        assertThat(browser.get("/p/" + lamp.slug() + "?v=ARDEN-DESK-LAMP-RUST").body())
                .contains("Out of stock", "ARDEN-DESK-LAMP-RUST");
        assertThat(browser.get("/p/" + lamp.slug() + "?v=no-such-thing").body()).contains("ARDEN-DESK-LAMP-SAGE");
    }

    @Test
    void aChangeOfStockOrOfTheProductIsOnThePageAtOnce() throws Exception {
        Product chair = shop.product("Lund reading chair", "499.00");
        await("/p/" + chair.slug(), "Only 4 left");
        var inventory = shop.get(Inventory.class);
        inventory.adjust(
                Ids.next(),
                chair.variants().getFirst().id(),
                inventory.locations().primary().id(),
                -3,
                "sold in the shop");
        await("/p/" + chair.slug(), "Only 1 left");

        shop.get(Catalog.class).unpublish(chair.id(), chair.version());
        assertThat(browser.get("/p/" + chair.slug()).statusCode()).isEqualTo(404);
    }

    @Test
    void searchAndCategoryFindThePublishedProduct() throws Exception {
        await("/search?q=arden", "Arden");
        await("/c/desk-lamps", "Arden desk lamp");
        HttpResponse<String> filtered = browser.get("/search?q=arden&brand=Norrland&sort=price-asc");
        assertThat(filtered.body()).contains("Remove filter", "Lowest price", "Arden");
    }

    @Test
    void aSearchWithoutResultsShowsAWayOut() throws Exception {
        HttpResponse<String> page = browser.get("/search?q=qqqqzzzz");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("We found nothing for this", "/c/home");
    }

    @Test
    void badFiltersAreReportedOnAPageAndNotAsAFault() throws Exception {
        HttpResponse<String> page = browser.get("/search?q=lamp&price=cheap&page=99999999");
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("This did not work");
    }

    @Test
    void finishedPagesAreSentZippedAndNotAgainWhereTheBrowserHasThem() throws Exception {
        HttpResponse<byte[]> first =
                browser.bytes("/p/" + lamp.slug(), "Accept", "text/html", "Accept-Encoding", "gzip");
        assertThat(first.headers().firstValue("Content-Encoding")).contains("gzip");
        String html = new String(
                new GZIPInputStream(new ByteArrayInputStream(first.body())).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(html).contains("Arden desk lamp").doesNotContain("Sign out");
        String etag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(browser.bytes("/p/" + lamp.slug(), "Accept", "text/html", "If-None-Match", etag)
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void theApiAnswersAProductBesideItsReviews() throws Exception {
        HttpResponse<String> json = browser.get("/api/v1/products/" + lamp.id(), "Accept", "application/json");
        assertThat(json.statusCode()).isEqualTo(200);
        assertThat(json.body()).contains("\"slug\":\"" + lamp.slug() + "\"");
        assertThat(browser.get("/api/v1/products/" + lamp.id() + "/reviews", "Accept", "application/json")
                        .statusCode())
                .isEqualTo(200);
        assertThat(browser.get("/api/v1/products/" + Ids.next(), "Accept", "application/json")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void assetsAreKeptForEverAndUnknownOnesAreNotThere() throws Exception {
        HttpResponse<String> css = browser.get(io.peakday.ui.Assets.url("store.css"));
        assertThat(css.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
        assertThat(browser.get("/assets/store.0000000000.css").statusCode()).isEqualTo(404);
    }

    @Test
    void pagesThatDoNotExistAreErrorsInTheShopsOwnWords() throws Exception {
        for (String path : new String[] {"/p/no-such-product", "/c/no-such-category", "/no/such/page"}) {
            HttpResponse<String> page = browser.get(path);
            assertThat(page.statusCode()).as(path).isEqualTo(404);
            assertThat(page.body()).contains("There is nothing here", "/search?sort=bestselling");
        }
    }

    @Test
    void addressesThatNobodyWouldWriteAreNoFaultOfOurs() throws Exception {
        for (String path : new String[] {
            "/p/%00",
            "/p/%20",
            "/p/" + "x".repeat(3_000),
            "/c/%00",
            "/c/%F0%9F%8D%8C",
            "/search?q=%00&sort=%00&page=-1",
            "/search?q=" + "%F0%9F%8D%8C".repeat(100),
            "/p/" + lamp.slug() + "?v=%00&reviews=%00&after=%00",
            "/p/" + lamp.slug() + "?after=not-a-cursor",
            "/orders/%00",
            "/checkout?after=x",
            "/checkout/" + Ids.next() + "/return",
            "/cart?note=%00",
            "/sign-in?next=%00",
            "/verify?token=%00",
            "/reset?token=%00"
        }) {
            assertThat(browser.get(path).statusCode()).as(path).isLessThan(500);
        }
        Map<String, String> odd = Map.of(
                "number",
                "\0",
                "email",
                "\0@\0.de",
                "name",
                "\0",
                "password",
                "\0\0\0\0\0\0\0\0\0\0\0\0",
                "token",
                "\0",
                "variant",
                "\0",
                "quantity",
                "99999999999999",
                "typed",
                "\0",
                "tag",
                "\0",
                "checkoutId",
                "\0");
        for (String path : new String[] {
            "/orders/look-up",
            "/register",
            "/sign-in",
            "/forgot-password",
            "/reset-password",
            "/cart/lines",
            "/cart/accept",
            "/cart/lines/" + lamp.variants().getFirst().id(),
            "/cart/lines/" + Ids.next() + "/save",
            "/checkout",
            "/reviews",
            "/reviews/" + Ids.next() + "/helpful",
            "/account/profile/name",
            "/orders/PD-1/return"
        }) {
            assertThat(browser.post(path, odd).statusCode()).as(path).isLessThan(500);
        }
    }

    @Test
    void helpPagesAndTheFrontPageAreThere() throws Exception {
        for (String path : new String[] {
            "/", "/help/shipping-and-returns", "/help/privacy", "/help/accessibility", "/orders/look-up"
        }) {
            assertThat(browser.get(path).statusCode()).as(path).isEqualTo(200);
        }
    }

    /** Asks until the page says so; what changed travels through Kafka. */
    private void await(String path, String text) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        String body;
        do {
            body = browser.get(path).body();
            if (body.contains(text)) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        } while (System.nanoTime() < deadline);
        assertThat(body).contains(text);
    }
}
