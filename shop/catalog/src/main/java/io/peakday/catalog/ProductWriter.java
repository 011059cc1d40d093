package io.peakday.catalog;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.events.Keyed;
import io.peakday.events.Outbox;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Writes new versions of products, one or a thousand, in the same few statements: new rows by {@code COPY}, the former
 * versions moved to the history in one statement, then the present rows, what is looked up, and one event a product.
 */
final class ProductWriter {
    private final Database database;
    private final Outbox outbox;
    private final Freshness freshness;

    ProductWriter(Database database, Outbox outbox, Freshness freshness) {
        this.database = database;
        this.outbox = outbox;
        this.freshness = freshness;
    }

    /** In the current transaction, which holds the locks of all products that are there. */
    void write(List<Change> changes, String actor) {
        if (changes.isEmpty()) {
            return;
        }
        List<Change> updates =
                changes.stream().filter(change -> change.before() != null).toList();
        database.connection(tx -> {
            if (!updates.isEmpty()) {
                keepHistory(tx, updates);
                update(tx, updates, actor);
                forget(tx, updates);
            }
            insert(tx, changes, actor);
            return true;
        });
        outbox.appendAll(
                CatalogEvents.PRODUCT_CHANGED,
                changes.stream().map(change -> event(change.after())).toList());
        // Now for what this transaction reads back, after the commit for everybody else.
        markChanged(changes);
        database.afterCommit(() -> markChanged(changes));
    }

    private void markChanged(List<Change> changes) {
        changes.forEach(change -> freshness.changed(change.after().id()));
    }

    static Keyed<CatalogEvents.ProductChanged> event(Product product) {
        return new Keyed<>(
                product.id().toString(),
                new CatalogEvents.ProductChanged(product.id(), product.version(), product.state()));
    }

    private static void keepHistory(Connection tx, List<Change> updates) throws SQLException {
        try (PreparedStatement move = tx.prepareStatement("""
                insert into catalog.revision (product_id, version, at, actor, action, state, document)
                select id, version, updated_at, actor, action, state, document from catalog.product where id = any(?)""")) {
            move.setArray(1, tx.createArrayOf("uuid", ids(updates)));
            move.executeUpdate();
        }
    }

    private static void update(Connection tx, List<Change> updates, String actor) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement("""
                update catalog.product
                   set external_id = ?, slug = ?, title = ?, brand = ?, category_id = ?, state = ?, version = ?,
                       updated_at = ?, actor = ?, action = ?, document = ?::jsonb
                 where id = ?""")) {
            for (Change change : updates) {
                Product product = change.after();
                update.setString(1, product.externalId());
                update.setString(2, product.slug());
                update.setString(3, product.title());
                update.setString(4, Brands.key(product.brand()));
                update.setObject(5, product.categoryId());
                update.setString(6, product.state().name());
                update.setLong(7, product.version());
                update.setObject(8, SqlTime.of(product.updatedAt()));
                update.setString(9, actor);
                update.setString(10, change.action());
                update.setString(11, new String(ProductDocument.write(product), StandardCharsets.UTF_8));
                update.setObject(12, product.id());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** Removes what {@link #insert} writes again; a variant that goes on keeps its row unless its SKU changes. */
    private static void forget(Connection tx, List<Change> updates) throws SQLException {
        Set<UUID> gone = new HashSet<>();
        Set<String> reclaimed = new HashSet<>();
        for (Change change : updates) {
            former(change).stream()
                    .filter(variant -> change.after().variants().stream().noneMatch(next -> sameRow(variant, next)))
                    .forEach(variant -> gone.add(variant.id()));
            reclaimed.add(change.after().slug());
        }
        Object[] products = ids(updates);
        delete(tx, "delete from catalog.offer where product_id = any(?)", "uuid", products);
        delete(tx, "delete from catalog.price_change where product_id = any(?)", "uuid", products);
        delete(tx, "delete from catalog.variant where id = any(?)", "uuid", gone.toArray());
        delete(tx, "delete from catalog.slug_redirect where slug = any(?)", "text", reclaimed.toArray());
    }

    private static void delete(Connection tx, String sql, String type, Object[] values) throws SQLException {
        if (values.length == 0) {
            return;
        }
        try (PreparedStatement delete = tx.prepareStatement(sql)) {
            delete.setArray(1, tx.createArrayOf(type, values));
            delete.executeUpdate();
        }
    }

    private static void insert(Connection tx, List<Change> changes, String actor) throws SQLException {
        BinaryCopy products = new BinaryCopy("catalog.product (id, external_id, slug, title, brand, category_id, state,"
                + " version, created_at, updated_at, actor, action, document)");
        BinaryCopy variants = new BinaryCopy("catalog.variant (id, product_id, sku, gtin)");
        BinaryCopy offers = new BinaryCopy("catalog.offer (id, product_id, variant_id, seller_id, price_minor,"
                + " currency, valid_from, valid_to)");
        BinaryCopy priceChanges = new BinaryCopy("catalog.price_change (at, product_id)");
        BinaryCopy redirects = new BinaryCopy("catalog.slug_redirect (slug, product_id)");
        for (Change change : changes) {
            Product product = change.after();
            Product before = change.before();
            if (before == null) {
                copy(products, product, actor, change.action());
            } else if (!before.slug().equals(product.slug())) {
                redirects.row().text(before.slug()).uuid(product.id());
            }
            for (Variant variant : product.variants()) {
                if (former(change).stream().noneMatch(known -> sameRow(known, variant))) {
                    variants.row()
                            .uuid(variant.id())
                            .uuid(product.id())
                            .text(variant.sku())
                            .text(variant.gtin());
                }
                variant.offers().forEach(offer -> copy(offers, product, variant, offer));
            }
            for (Instant at : changesToCome(product)) {
                priceChanges.row().instant(at).uuid(product.id());
            }
        }
        products.send(tx);
        variants.send(tx);
        offers.send(tx);
        priceChanges.send(tx);
        redirects.send(tx);
    }

    private static void copy(BinaryCopy into, Product product, String actor, String action) {
        into.row()
                .uuid(product.id())
                .text(product.externalId())
                .text(product.slug())
                .text(product.title())
                .text(Brands.key(product.brand()))
                .uuid(product.categoryId())
                .text(product.state().name())
                .number(product.version())
                .instant(product.createdAt())
                .instant(product.updatedAt())
                .text(actor)
                .text(action)
                .jsonb(ProductDocument.write(product));
    }

    private static void copy(BinaryCopy into, Product product, Variant variant, Offer offer) {
        into.row()
                .uuid(offer.id())
                .uuid(product.id())
                .uuid(variant.id())
                .uuid(offer.sellerId())
                .number(offer.price().minor())
                .text(offer.price().currency().getCurrencyCode())
                .instant(offer.validFrom())
                .instant(offer.validTo());
    }

    private static Collection<Instant> changesToCome(Product product) {
        Set<Instant> instants = new TreeSet<>();
        for (Variant variant : product.variants()) {
            for (Offer offer : variant.offers()) {
                if (offer.validFrom().isAfter(product.updatedAt())) {
                    instants.add(offer.validFrom());
                }
                if (offer.validTo() != null && offer.validTo().isAfter(product.updatedAt())) {
                    instants.add(offer.validTo());
                }
            }
        }
        return instants;
    }

    private static List<Variant> former(Change change) {
        Product before = change.before();
        return before == null ? List.of() : before.variants();
    }

    private static boolean sameRow(Variant a, Variant b) {
        return a.id().equals(b.id()) && a.sku().equals(b.sku()) && Objects.equals(a.gtin(), b.gtin());
    }

    private static Object[] ids(List<Change> changes) {
        List<UUID> ids = new ArrayList<>(changes.size());
        changes.forEach(change -> ids.add(change.after().id()));
        return ids.toArray();
    }
}
