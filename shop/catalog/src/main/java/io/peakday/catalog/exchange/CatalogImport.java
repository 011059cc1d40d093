package io.peakday.catalog.exchange;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.Categories;
import io.peakday.catalog.Sellers;
import io.peakday.engines.Database;
import java.time.InstantSource;

/** Imports a file of products. */
public final class CatalogImport {
    public CatalogImport(
            Catalog catalog, Categories categories, Sellers sellers, Database database, InstantSource clock) {}

    /** Blocks until the whole file is imported. */
    public ImportReport run(ImportRequest request) {
        throw new UnsupportedOperationException();
    }
}
