package io.peakday.catalog;

import io.peakday.engines.Database;
import io.peakday.kernel.Ids;
import io.peakday.web.Cursors;
import io.peakday.web.Page;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Pages through products by id, which is by age. */
final class ProductList {
    private static final int STREAM_BATCH = 500;

    private final Database database;
    private final Categories categories;

    ProductList(Database database, Categories categories) {
        this.database = database;
        this.categories = categories;
    }

    Page<Product> page(ProductFilter filter, @Nullable String cursor, int limit) {
        UUID after = Cursors.read(cursor, 1)
                .map(parts -> Ids.parse(parts.getFirst()).orElseThrow(Cursors::bad))
                .orElse(null);
        return Page.of(after(filter, after, limit + 1), limit, product -> Cursors.of(product.id()));
    }

    void stream(ProductFilter filter, Consumer<List<Product>> batch) {
        UUID after = null;
        List<Product> found;
        do {
            found = after(filter, after, STREAM_BATCH);
            if (!found.isEmpty()) {
                after = found.getLast().id();
                batch.accept(found);
            }
        } while (found.size() == STREAM_BATCH);
    }

    Map<ProductState, Long> counts() {
        Map<ProductState, Long> counts = new EnumMap<>(ProductState.class);
        for (ProductState state : ProductState.values()) {
            counts.put(state, 0L);
        }
        database.sql()
                .sql("select state, count(*) from catalog.product group by state")
                .query(row -> {
                    counts.put(ProductState.valueOf(row.getString(1)), row.getLong(2));
                });
        return counts;
    }

    private List<Product> after(ProductFilter filter, @Nullable UUID after, int limit) {
        StringBuilder sql = new StringBuilder("select " + ProductRows.COLUMNS + " from catalog.product p where true");
        List<Object> values = new ArrayList<>();
        if (after != null) {
            sql.append(" and p.id > ?");
            values.add(after);
        }
        if (filter.categoryId() != null) {
            sql.append(" and p.category_id = any(?)");
            values.add(categories.tree().subtree(filter.categoryId()).toArray(UUID[]::new));
        }
        if (filter.state() != null) {
            sql.append(" and p.state = ?");
            values.add(filter.state().name());
        }
        if (filter.brand() != null) {
            sql.append(" and p.brand <> '' and p.brand = ?");
            values.add(Brands.key(filter.brand()));
        }
        if (filter.sellerId() != null) {
            sql.append(" and exists (select 1 from catalog.offer o where o.seller_id = ? and o.product_id = p.id)");
            values.add(filter.sellerId());
        }
        if (filter.text() != null) {
            sql.append(" and (p.title ilike ? or p.external_id = ? or p.id in"
                    + " (select v.product_id from catalog.variant v where v.sku = ? or v.gtin = ?))");
            values.add("%" + filter.text().replaceAll("([\\\\%_])", "\\\\$1") + "%");
            values.addAll(List.of(filter.text(), filter.text(), filter.text()));
        }
        sql.append(" order by p.id limit ").append(limit);
        return query(sql.toString(), values);
    }

    private List<Product> query(String sql, List<Object> values) {
        return database.connection(tx -> {
            try (PreparedStatement query = tx.prepareStatement(sql)) {
                for (int i = 0; i < values.size(); i++) {
                    Object value = values.get(i) instanceof UUID[] ids ? tx.createArrayOf("uuid", ids) : values.get(i);
                    query.setObject(i + 1, value);
                }
                List<Product> found = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        found.add(ProductRows.product(rows));
                    }
                }
                return found;
            }
        });
    }
}
