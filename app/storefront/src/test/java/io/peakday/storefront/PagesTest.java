package io.peakday.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.catalog.Product;
import io.peakday.testkit.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages that are the same for everybody, over HTTP, on the real rooms. */
class PagesTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(Shop.SCHEMAS);

    private static Shop shop;
    private static Product lamp;
    private final HttpClient http = HttpClient.newHttpClient();

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
        HttpResponse<String> page = get("/p/" + lamp.slug());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "Arden desk lamp",
                        "€89.00",
                        "Only 4 left",
                        "Norrland Living",
                        "1 other seller",
                        "Rust, out of stock");
    }

    HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(shop.url() + path))
                        .header("Accept", "text/html")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
