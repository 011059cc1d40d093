package io.peakday.catalog.exchange;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.ProductFilter;
import java.io.OutputStream;

/** Writes products as a file that {@link CatalogImport} reads back without any change. */
public final class CatalogExport {
    public CatalogExport(Catalog catalog) {}

    /** The forms of an export; each has a shipped mapping of the same name in lower case, {@code peakday-csv}. */
    public enum Format {
        CSV,
        JSONL
    }

    /** @return how many products were written */
    public long write(OutputStream out, Format format, ProductFilter filter) {
        throw new UnsupportedOperationException();
    }
}
