package io.peakday.catalog;

import io.peakday.engines.Database;
import io.peakday.events.EventSettings;
import io.peakday.events.Outbox;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.testkit.SteppedClock;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A catalogue on a real database, with a category and a seller in it. */
final class Shop {
    final SteppedClock clock = new SteppedClock();
    final Database database;
    final Categories categories;
    final Sellers sellers;
    final Catalog catalog;
    final UUID lamps;
    final Seller seller;

    Shop(Database database) {
        this(database, CatalogSettings.DEFAULTS);
    }

    Shop(Database database, CatalogSettings settings) {
        this.database = database;
        Outbox outbox = new Outbox(database, clock, EventSettings.withPrefix("t."));
        categories = new Categories(database, outbox);
        sellers = new Sellers(database, outbox);
        catalog = new Catalog(database, outbox, clock, categories, sellers, settings);
        lamps = categories.ensure(List.of(List.of("Home", "Lighting", "Lamps"))).getFirst();
        seller = sellers.ensure("north", "North & Sons");
    }

    /** A draft with one variant of a SKU of its own. */
    ProductDraft lamp(String title) {
        return lamp(title, VariantDraft.of("L-" + Ids.next(), OfferDraft.of(seller.id(), Money.of(4999, "EUR"))));
    }

    ProductDraft lamp(String title, VariantDraft... variants) {
        return new ProductDraft(
                null,
                null,
                title,
                "Lumen",
                lamps,
                "A lamp.",
                List.of(
                        new Attribute("colour", "Colour", new AttributeValue.Text("Red")),
                        new Attribute("power", "Power", new AttributeValue.Decimal(new BigDecimal("40.0"), "W")),
                        new Attribute("dimmable", "Dimmable", new AttributeValue.Flag(true))),
                List.of(variants),
                List.of(new Media("/pictures/lamp/1.svg", "A red lamp", 800, 800)));
    }

    ProductDraft from(Product product, String title) {
        ProductDraft same = ProductDraft.of(product);
        return new ProductDraft(
                same.externalId(),
                same.slug(),
                title,
                same.brand(),
                same.categoryId(),
                same.description(),
                same.attributes(),
                same.variants(),
                same.media());
    }

    long events(UUID product) {
        return database.sql()
                .sql("select count(*) from events.outbox where topic = 'catalog' and key = ?")
                .param(product.toString())
                .query(Long.class)
                .single();
    }

    Map<UUID, VariantView> views(Product product) {
        return catalog.variants(product.variants().stream().map(Variant::id).toList());
    }
}
