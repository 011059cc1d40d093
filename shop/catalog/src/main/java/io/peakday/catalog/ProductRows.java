package io.peakday.catalog;

import io.peakday.catalog.ProductDocument.Head;
import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads product rows, always from the database. */
final class ProductRows {
    static final String COLUMNS =
            "p.id, p.external_id, p.state, p.version, p.created_at, p.updated_at, p.document::text";

    private final Database database;

    ProductRows(Database database) {
        this.database = database;
    }

    List<Product> byIds(Collection<UUID> ids) {
        return select("where p.id = any(?)", "uuid", ids.toArray());
    }

    /** Locked until the transaction ends, in order of id, so that two writers of the same products cannot deadlock. */
    List<Product> lockByIds(Collection<UUID> ids) {
        return select("where p.id = any(?) order by p.id for update", "uuid", ids.toArray());
    }

    List<Product> lockByExternalIds(Collection<String> externalIds) {
        return select("where p.external_id = any(?) order by p.id for update", "text", externalIds.toArray());
    }

    List<Product> byVariants(Collection<UUID> variantIds) {
        return select(
                "where p.id in (select v.product_id from catalog.variant v where v.id = any(?))",
                "uuid",
                variantIds.toArray());
    }

    Optional<Product> bySlug(String slug) {
        return select("where p.slug = any(?)", "text", slug).stream()
                .findFirst()
                .or(() -> select(
                                "where p.id in (select r.product_id from catalog.slug_redirect r where r.slug = any(?))",
                                "text",
                                slug)
                        .stream()
                        .findFirst());
    }

    List<UUID> publishedInOtherCurrencies(Currency currency, int limit) {
        return database.sql()
                .sql("""
                        select distinct p.id from catalog.offer o join catalog.product p on p.id = o.product_id
                        where p.state = 'PUBLISHED' and o.currency <> ? order by p.id limit ?""")
                .params(currency.getCurrencyCode(), limit)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    Optional<Product> byExternalId(String externalId) {
        return select("where p.external_id = any(?)", "text", externalId).stream()
                .findFirst();
    }

    Map<String, UUID> variantIds(Collection<String> skus) {
        return database.connection(tx -> {
            try (PreparedStatement query =
                    tx.prepareStatement("select sku, id from catalog.variant where sku = any(?)")) {
                query.setArray(1, tx.createArrayOf("text", skus.toArray()));
                Map<String, UUID> found = new HashMap<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        found.put(rows.getString(1), rows.getObject(2, UUID.class));
                    }
                }
                return found;
            }
        });
    }

    /** The present version of the product that a variant belongs to. */
    record Version(UUID productId, long version) {}

    /** By variant, of those that exist. */
    Map<UUID, Version> versions(Collection<UUID> variantIds) {
        if (variantIds.isEmpty()) {
            return Map.of();
        }
        return database.connection(tx -> {
            try (PreparedStatement query = tx.prepareStatement("""
                    select v.id, p.id, p.version from catalog.variant v join catalog.product p on p.id = v.product_id
                     where v.id = any(?)""")) {
                query.setArray(1, tx.createArrayOf("uuid", variantIds.toArray()));
                Map<UUID, Version> found = HashMap.newHashMap(variantIds.size());
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        found.put(
                                rows.getObject(1, UUID.class),
                                new Version(rows.getObject(2, UUID.class), rows.getLong(3)));
                    }
                }
                return found;
            }
        });
    }

    private List<Product> select(String where, String type, Object... values) {
        if (values.length == 0) {
            return List.of();
        }
        return database.connection(tx -> {
            try (PreparedStatement query =
                    tx.prepareStatement("select " + COLUMNS + " from catalog.product p " + where)) {
                query.setArray(1, tx.createArrayOf(type, values));
                List<Product> found = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        found.add(product(rows));
                    }
                }
                return found;
            }
        });
    }

    /** Reads {@link #COLUMNS}. */
    static Product product(ResultSet row) throws SQLException {
        Head head = new Head(
                row.getObject(1, UUID.class),
                row.getString(2),
                ProductState.valueOf(row.getString(3)),
                row.getLong(4),
                SqlTime.instant(row, 5),
                SqlTime.instant(row, 6));
        return ProductDocument.read(head, bytes(row.getString(7)));
    }

    static byte[] bytes(@Nullable String json) {
        return json == null ? new byte[0] : json.getBytes(StandardCharsets.UTF_8);
    }
}
