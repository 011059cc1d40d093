package io.peakday.feeds;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.CatalogModule;
import io.peakday.catalog.CatalogSettings;
import io.peakday.catalog.Categories;
import io.peakday.catalog.Product;
import io.peakday.catalog.Sellers;
import io.peakday.engines.Database;
import io.peakday.events.EventSettings;
import io.peakday.events.EventsModule;
import io.peakday.events.Outbox;
import io.peakday.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A catalogue and its import on a real database. */
final class Exchange {
    final Database database;
    final Categories categories;
    final Sellers sellers;
    final Catalog catalog;
    final CatalogImport imports;
    final CatalogExport exports;

    Exchange(Database database) {
        this(database, CatalogSettings.DEFAULTS);
    }

    /** In a store with other settings. */
    Exchange(Database database, CatalogSettings settings) {
        this.database = database;
        InstantSource clock = InstantSource.system();
        Outbox outbox = new Outbox(database, clock, EventSettings.withPrefix("t."));
        categories = new Categories(database, outbox);
        sellers = new Sellers(database, outbox);
        catalog = new Catalog(database, outbox, clock, categories, sellers, settings);
        imports = new CatalogImport(catalog, categories, sellers, database, clock);
        exports = new CatalogExport(catalog);
    }

    static TestDatabase database() {
        return TestDatabase.with(EventsModule.SCHEMA, CatalogModule.SCHEMA);
    }

    ImportReport run(Path file, Mapping mapping, Path rejects) {
        return run(file, mapping, rejects, StockSink.NONE, ImportProgress.NONE);
    }

    ImportReport run(Path file, Mapping mapping, Path rejects, StockSink stock, ImportProgress progress) {
        return imports.run(new ImportRequest(file, mapping, rejects, true, false, stock, progress));
    }

    /** How many products there are. */
    long products() {
        return catalog.counts().values().stream().mapToLong(Long::longValue).sum();
    }

    /** The products whose external id begins so. */
    List<Product> products(String prefix) {
        List<Product> found = new ArrayList<>();
        catalog.stream(batch -> batch.stream()
                .filter(product -> String.valueOf(product.externalId()).startsWith(prefix))
                .forEach(found::add));
        return found;
    }

    long count(String table) {
        return database.sql()
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }
}
