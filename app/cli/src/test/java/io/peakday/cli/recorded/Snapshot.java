package io.peakday.cli.recorded;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a store holds, as its staff see it at the API: one line of text for each thing, so that a difference is easy to read. Only
 * fields that time does not change, each by its public name.
 */
final class Snapshot {
    private final Client staff;

    private Snapshot(Client staff) {
        this.staff = staff;
    }

    static ObjectNode take(Client staff) {
        Snapshot snapshot = new Snapshot(staff);
        ObjectNode all = Client.JSON.createObjectNode();
        put(all, "orders", snapshot.pages("/api/v1/admin/orders").map(snapshot::order));
        put(all, "products", snapshot.pages("/api/v1/admin/products").map(Snapshot::product));
        put(all, "categories", list(staff.get("/api/v1/admin/categories")).map(one -> fields(one, "slug", "name")));
        put(all, "sellers", list(staff.get("/api/v1/admin/sellers")).map(one -> fields(one, "name", "externalId")));
        put(
                all,
                "locations",
                list(staff.get("/api/v1/admin/stock/locations").path("items"))
                        .map(one -> fields(one, "code", "name", "kind", "priority", "active")));
        put(all, "customers", snapshot.pages("/api/v1/admin/customers").map(one -> fields(one, "email", "name")));
        put(
                all,
                "staff",
                list(staff.get("/api/v1/admin/staff"))
                        .map(one -> fields(one, "email", "name", "roles", "active", "secondFactor")));
        put(
                all,
                "apiKeys",
                list(staff.get("/api/v1/admin/api-keys"))
                        .map(one -> fields(one, "name", "scopes", "lastFour") + " revoked="
                                + one.path("revokedAt").isString()));
        put(
                all,
                "reviews",
                Stream.of("published", "held", "rejected")
                        .flatMap(state -> snapshot.pages("/api/v1/admin/reviews?state=" + state))
                        .map(one -> fields(one, "title", "author", "rating", "state", "helpful", "reason")));
        put(
                all,
                "sales",
                snapshot.pages("/api/v1/admin/sales")
                        .map(one -> fields(one.path("sale"), "name", "price", "perCustomer", "accessCode")
                                + fields(one.path("count"), "sold")));
        return all;
    }

    private String order(JsonNode summary) {
        JsonNode whole =
                staff.get("/api/v1/admin/orders/" + summary.path("number").asString());
        JsonNode order = whole.path("order");
        String timeline = String.join(
                ", ",
                list(whole.path("timeline"))
                        .map(one -> fields(one, "kind", "to", "detail"))
                        .toList());
        String lines = String.join(
                ", ",
                list(order.path("lines"))
                        .map(one -> fields(one, "sku", "quantity", "total", "tax", "refunded", "returned"))
                        .toList());
        return fields(order, "number", "state", "email", "refunded")
                + " [" + lines + "]"
                + fields(order.path("totals"), "goods", "shipping", "tax", "total")
                + fields(order.path("billTo"), "name", "line1", "postalCode", "city", "country")
                + " payment" + fields(whole.path("payment"), "state", "captured", "refunded")
                + " refunds "
                + list(whole.path("refunds"))
                        .map(one -> fields(one, "state", "amount", "reason"))
                        .sorted()
                        .toList()
                + " returns "
                + list(whole.path("returns"))
                        .map(one -> fields(one, "state", "reason"))
                        .sorted()
                        .toList()
                + " timeline [" + timeline + "]";
    }

    private static String product(JsonNode product) {
        String variants = String.join(
                ", ",
                list(product.path("variants"))
                        .map(one -> fields(one, "sku", "options", "weightGrams", "taxClass", "price", "listPrice"))
                        .toList());
        return fields(product, "slug", "title", "brand", "state", "version") + " [" + variants + "]";
    }

    private Stream<JsonNode> pages(String path) {
        List<JsonNode> all = new ArrayList<>();
        JsonNode page = staff.get(path + (path.contains("?") ? "&" : "?") + "limit=100");
        list(page.path("items")).forEach(all::add);
        if (page.path("next").isString()) {
            throw new IllegalStateException("more than one page of " + path);
        }
        return all.stream();
    }

    private static Stream<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static void put(ObjectNode all, String name, Stream<String> lines) {
        ArrayNode sorted = all.putArray(name);
        lines.map(String::strip).sorted(Comparator.naturalOrder()).forEach(sorted::add);
    }

    /** The values under their names; amounts by their minor units. */
    private static String fields(JsonNode from, String... names) {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            JsonNode value = from.path(name);
            if (!value.isMissingNode() && !value.isNull()) {
                text.append(' ').append(name).append('=').append(text(value));
            }
        }
        return text.toString();
    }

    private static String text(JsonNode value) {
        if (value.has("minor")) {
            return value.path("minor").asLong() + " " + value.path("currency").asString();
        }
        // Of sets, which come in any order.
        return value.isArray()
                ? list(value).map(JsonNode::asString).sorted().toList().toString()
                : value.isString() ? value.asString() : value.toString();
    }
}
