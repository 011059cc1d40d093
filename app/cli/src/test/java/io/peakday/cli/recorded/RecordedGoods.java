package io.peakday.cli.recorded;

import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The catalogue and the stock of the recorded store. */
final class RecordedGoods {
    private static final String WAREHOUSE = "019b0000-0000-7000-8000-000000000001";
    private static final String SHOP = "019b0000-0000-7000-8000-000000000002";

    private final Client staff;
    private final String seller;
    private final String category;

    private RecordedGoods(Client staff) {
        this.staff = staff;
        this.seller = id(staff.post("/api/v1/admin/sellers", "{\"name\":\"Harbour Trading\",\"externalId\":\"S-1\"}"));
        String kitchen = id(
                staff.post("/api/v1/admin/categories", "{\"name\":\"Kitchen\",\"slug\":\"kitchen\",\"position\":1}"));
        this.category = id(staff.post(
                "/api/v1/admin/categories",
                "{\"name\":\"Kettles\",\"slug\":\"kettles\",\"position\":2,\"parentId\":\"%s\"}".formatted(kitchen)));
    }

    /**
     * What the other steps sell.
     *
     * @param kettle with two variants, of which this is one
     * @param lamp with a price that was lower once
     * @param rare for sales
     */
    record Goods(UUID kettle, UUID kettleProduct, UUID lamp, UUID rare) {}

    /** Fills the catalogue: products that are published, drafts and archived, with prices of the past, of today and of the future. */
    static Goods fill(Client staff) {
        RecordedGoods goods = new RecordedGoods(staff);
        JsonNode kettle = goods.product("Copper kettle", "KET-1", "KET-2", "49.90", "standard");
        JsonNode lamp = goods.product("Desk lamp", "LAMP-1", "LAMP-2", "25.00", "standard");
        JsonNode rare = goods.product("Numbered kettle", "RARE-1", "RARE-2", "120.00", "standard");
        JsonNode gone = goods.product("Tin kettle", "TIN-1", "TIN-2", "9.90", "standard");
        JsonNode draft = goods.product("Glass kettle", "GLASS-1", "GLASS-2", "59.90", "standard");
        goods.publish(kettle, lamp, rare, gone);
        staff.change("POST", path(gone), "/archive", null);
        // The second draft of one product is what its history is about.
        staff.change(
                "PUT", path(draft), "", goods.body("Glass kettle, 1.2 l", "GLASS-1", "GLASS-2", "61.90", "standard"));
        UUID variant = variant(lamp);
        staff.change("PUT", path(lamp), "/variants/" + variant + "/offers", """
                [{"sellerId":"%1$s","price":{"amount":"19.00","currency":"EUR"},
                  "validFrom":"2020-01-01T00:00:00Z","validTo":"2021-01-01T00:00:00Z"},
                 {"sellerId":"%1$s","price":{"amount":"25.00","currency":"EUR"},
                  "listPrice":{"amount":"30.00","currency":"EUR"},
                  "validFrom":"2021-01-01T00:00:00Z","validTo":"2090-01-01T00:00:00Z"},
                 {"sellerId":"%1$s","price":{"amount":"35.00","currency":"EUR"},"validFrom":"2090-01-01T00:00:00Z"}]
                """.formatted(goods.seller));
        goods.stock(variant(kettle), variant, variant(rare));
        return new Goods(variant(kettle), UUID.fromString(id(kettle)), variant, variant(rare));
    }

    private void publish(JsonNode... products) {
        for (JsonNode product : products) {
            staff.change("POST", path(product), "/publish", null);
        }
    }

    private JsonNode product(String title, String first, String second, String price, String taxClass) {
        return staff.post("/api/v1/admin/products", body(title, first, second, price, taxClass));
    }

    private String body(String title, String first, String second, String price, String taxClass) {
        return """
                {"title":"%s","brand":"Harbour","categoryId":"%s","description":"Made by hand.",
                 "attributes":[{"name":"volume","label":"Volume","value":1.7,"unit":"l"},
                               {"name":"handmade","label":"Made by hand","value":true}],
                 "variants":[%s,%s]}""".formatted(
                title, category, variant(first, "copper", price, taxClass), variant(second, "steel", price, taxClass));
    }

    private String variant(String sku, String colour, String price, String taxClass) {
        return """
                {"sku":"%s","options":{"colour":"%s"},"weightGrams":900,"taxClass":"%s",
                 "offers":[{"sellerId":"%s","price":{"amount":"%s","currency":"EUR"}}]}""".formatted(sku, colour, taxClass, seller, price);
    }

    private void stock(UUID... variants) {
        location(WAREHOUSE, "ham-1", "Hamburg", "WAREHOUSE");
        location(SHOP, "ham-2", "Hamburg, at the harbour", "STORE");
        for (UUID variant : variants) {
            staff.put("/api/v1/admin/stock/levels", """
                    {"reason":"First count","levels":[{"variantId":"%1$s","locationId":"%2$s","onHand":100},
                                                      {"variantId":"%1$s","locationId":"%3$s","onHand":7}]}
                    """.formatted(variant, WAREHOUSE, SHOP));
        }
        staff.post("/api/v1/admin/stock/adjustments", """
                {"id":"%s","variantId":"%s","locationId":"%s","delta":-2,"reason":"Broken"}
                """.formatted(UUID.randomUUID(), variants[0], SHOP));
        staff.put("/api/v1/admin/stock/variants/" + variants[0] + "/threshold", "{\"threshold\":12}");
    }

    private void location(String id, String code, String name, String kind) {
        staff.put("/api/v1/admin/stock/locations/" + id, """
                {"code":"%s","name":"%s","kind":"%s","priority":1,"active":true}""".formatted(code, name, kind));
    }

    private static String path(JsonNode product) {
        return "/api/v1/admin/products/" + id(product);
    }

    private static UUID variant(JsonNode product) {
        return UUID.fromString(product.at("/variants/0/id").asString());
    }

    private static String id(JsonNode made) {
        return made.path("id").asString();
    }
}
