package io.peakday.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.access.ApiKeys;
import io.peakday.customers.CustomersModule;
import io.peakday.edge.EdgeModule;
import io.peakday.events.EventsModule;
import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.kernel.Ids;
import io.peakday.testkit.Seeds;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.NodeWiring;
import io.peakday.testnode.TestNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CatalogHttpTest {
    private static final NodeWiring WIRING = TestNode.with(
                    EventsModule.class, EdgeModule.class, CustomersModule.class, CatalogModule.class)
            .withoutBackground();

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(WIRING.schemas());

    private static final JsonMapper JSON = new JsonMapper();
    private static TestNode node;
    private static String key;
    private static Category category;
    private static Seller seller;

    @BeforeAll
    static void start() {
        node = WIRING.open(postgres.database());
        CurrentActor.runAs(
                new Actor.SystemActor("test"),
                () -> key = node.get(ApiKeys.class)
                        .create(
                                "catalogue tests",
                                Set.of(CatalogPermissions.CATALOG_READ, CatalogPermissions.CATALOG_WRITE),
                                null)
                        .secret());
        category = node.get(Categories.class).create(new CategoryDraft(null, null, "Lamps", null, 0));
        seller = node.get(Sellers.class).register("north", "North");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void aProductIsMadeReadEditedAndPublished() throws Exception {
        HttpResponse<String> made = send("POST", "/api/v1/admin/products", product("HTTP-1", "Made over HTTP"));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String path = made.headers().firstValue("Location").orElseThrow();
        String id = path.substring(path.lastIndexOf('/') + 1);
        assertThat(made.headers().firstValue("ETag")).hasValue("\"v1\"");
        assertThat(send("GET", "/api/v1/products/" + id, null).statusCode()).isEqualTo(404);

        assertThat(send("PUT", path, product("HTTP-1", "Retitled")).statusCode())
                .isEqualTo(428);
        HttpResponse<String> edited = send("PUT", path, product("HTTP-1", "Retitled"), "If-Match", "\"v1\"");
        assertThat(edited.statusCode()).as(edited.body()).isEqualTo(200);
        HttpResponse<String> late = send("PUT", path, product("HTTP-1", "Too late"), "If-Match", "\"v1\"");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("catalog.version-conflict");

        assertThat(send("POST", path + "/publish", null, "If-Match", "\"v2\"").statusCode())
                .isEqualTo(200);
        HttpResponse<String> shown = send("GET", "/api/v1/products/" + id, null);
        JsonNode json = JSON.readTree(shown.body());
        assertThat(json.get("title").stringValue()).isEqualTo("Retitled");
        assertThat(json.at("/variants/0/price/amount").stringValue()).isEqualTo("12.50");
        assertThat(json.at("/variants/0/offers/0/seller").stringValue()).isEqualTo("North");
        assertThat(json.at("/categories/0/slug").stringValue()).isEqualTo("lamps");
        assertThat(json.has("state")).isFalse();
        assertThat(send("GET", "/api/v1/products?category=lamps", null).body()).contains(id);
        assertThat(send("GET", "/api/v1/categories", null).body()).contains("\"Lamps\"");

        assertThat(send("GET", path + "/history", null).body()).contains("published", "updated", "created", "api-key:");
        assertThat(send("GET", path + "/differences?from=1&to=2", null).body()).contains("Retitled");
        assertThat(send("POST", path + "/revisions/1/restore", null, "If-Match", "\"v3\"")
                        .body())
                .contains("Made over HTTP");
    }

    @Test
    void whatHasNoAddressToReadItByIsMadeWithoutALocation() throws Exception {
        for (String list : List.of("/api/v1/admin/categories", "/api/v1/admin/sellers")) {
            HttpResponse<String> made = send("POST", list, "{\"name\": \"Without an address\"}");
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            assertThat(made.headers().firstValue("Location")).isEmpty();
            assertThat(send("GET", list, null).body()).contains(made.body());
        }
    }

    @Test
    void aSellerKeepsItsExternalId() throws Exception {
        HttpResponse<String> made =
                send("POST", "/api/v1/admin/sellers", "{\"externalId\": \"kept\", \"name\": \"Before\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String path =
                "/api/v1/admin/sellers/" + JSON.readTree(made.body()).get("id").stringValue();

        HttpResponse<String> other = send("PUT", path, "{\"externalId\": \"other\", \"name\": \"After\"}");
        assertThat(other.statusCode()).as(other.body()).isEqualTo(400);
        assertThat(JSON.readTree(other.body()).at("/fields/0/field").stringValue())
                .isEqualTo("externalId");
        HttpResponse<String> same = send("PUT", path, "{\"externalId\": \"kept\", \"name\": \"After\"}");
        assertThat(same.body()).contains("\"kept\"", "\"After\"");
        assertThat(send("PUT", path, "{\"name\": \"Later\"}").body()).contains("\"kept\"", "\"Later\"");
    }

    @Test
    void everyWrongFieldOfABodyIsNamed() throws Exception {
        HttpResponse<String> refused =
                send("POST", "/api/v1/admin/products", """
                {"title":"","categoryId":"%s","variants":[{"sku":"","weightGrams":-1,
                 "offers":[{"sellerId":"%s","price":{"minor":-1,"currency":"EUR"}}]}]}""".formatted(category.id(), seller.id()));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(refused.body())
                .contains("\"title\"", "variants[0].sku", "variants[0].weightGrams", "variants[0].offers[0].price");
    }

    @Test
    void nobodyWritesWithoutThePermission() throws Exception {
        HttpResponse<String> refused = node.send(
                "POST",
                "/api/v1/admin/products",
                product("GUEST", "Guest"),
                "Idempotency-Key",
                Ids.next().toString());
        assertThat(refused.statusCode()).isEqualTo(401);
    }

    @Test
    void noBodyMakesTheServerFail() throws Exception {
        Random random = new Random(Seeds.of(CatalogHttpTest.class));
        List<String> values = List.of(
                "null",
                "true",
                "-1",
                "1e400",
                "99999999999999999999",
                "\"\"",
                "\"\\u0000\"",
                "\"\\ud800\"",
                "[]",
                "[null]",
                "{}",
                "[{}]",
                "{\"a\":null}",
                "\"x\"",
                "[[[[[]]]]]",
                "\"" + category.id() + "\"",
                "0.1",
                "[\"x\",1]");
        List<String> fields = List.of(
                "externalId",
                "slug",
                "title",
                "brand",
                "categoryId",
                "description",
                "attributes",
                "variants",
                "media",
                "name",
                "parentId",
                "position",
                "sku",
                "offers",
                "price",
                "id");
        List<String> paths = List.of(
                "/api/v1/admin/products",
                "/api/v1/admin/categories",
                "/api/v1/admin/sellers",
                "/api/v1/admin/products/" + Ids.next() + "/publish");
        for (int i = 0; i < 300; i++) {
            StringBuilder body = new StringBuilder("{\"title\":\"Fuzz\",\"categoryId\":\"" + category.id() + "\"");
            for (int f = random.nextInt(4); f >= 0; f--) {
                String value = values.get(random.nextInt(values.size()));
                String field = fields.get(random.nextInt(fields.size()));
                body.append(",\"").append(field).append("\":");
                body.append(
                        field.equals("variants") && random.nextBoolean()
                                ? "[{\"sku\":\"f" + i + "\",\"options\":{\"a\":" + value + "},\"offers\":" + value
                                        + "}]"
                                : value);
            }
            String path = paths.get(random.nextInt(paths.size()));
            HttpResponse<String> answer = send("POST", path, body + "}", "If-Match", "\"v1\"");
            assertThat(answer.statusCode())
                    .as(path + " " + body + " → " + answer.body())
                    .isLessThan(500);
        }
        for (String query :
                List.of("text=%00", "brand=%00", "cursor=AA", "category=x", "limit=-1", "state=no", "text=")) {
            assertThat(send("GET", "/api/v1/admin/products?" + query, null).statusCode())
                    .as(query)
                    .isLessThan(500);
        }
        for (String path :
                List.of("products/x", "products?category=%00", "products?cursor=zz", "products/" + Ids.next())) {
            assertThat(send("GET", "/api/v1/" + path, null).statusCode())
                    .as(path)
                    .isBetween(400, 499);
        }
    }

    private static String product(String sku, String title) {
        return """
                {"externalId":"%s","title":"%s","categoryId":"%s","brand":"Lumen","description":"",
                 "attributes":[{"name":"power","label":"Power","value":40,"unit":"W"}],
                 "variants":[{"sku":"%s","options":{"colour":"Red"},
                   "offers":[{"sellerId":"%s","price":{"amount":"12.50","currency":"EUR"}}]}]}""".formatted(sku, title, category.id(), sku, seller.id());
    }

    private static HttpResponse<String> send(String method, String path, String json, String... headers)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Authorization", "Bearer " + key));
        if (!method.equals("GET")) {
            all.addAll(List.of("Idempotency-Key", Ids.next().toString()));
        }
        return node.send(method, path, json, all.toArray(String[]::new));
    }
}
