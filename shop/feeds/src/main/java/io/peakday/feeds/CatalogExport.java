package io.peakday.feeds;

import io.peakday.catalog.Attribute;
import io.peakday.catalog.Catalog;
import io.peakday.catalog.Category;
import io.peakday.catalog.CategoryTree;
import io.peakday.catalog.Media;
import io.peakday.catalog.Offer;
import io.peakday.catalog.Product;
import io.peakday.catalog.ProductFilter;
import io.peakday.catalog.Seller;
import io.peakday.catalog.Variant;
import io.peakday.feeds.Embedded.AttributeJson;
import io.peakday.feeds.Embedded.MediaJson;
import io.peakday.kernel.Csv;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Writes products as a file that {@link CatalogImport} reads back without any change. Reads in pages, with flat memory. */
public final class CatalogExport {
    private static final List<String> COLUMNS = List.of(
            "id",
            "slug",
            "state",
            "title",
            "brand",
            "category_id",
            "category",
            "description",
            "attributes",
            "pictures",
            "sku",
            "gtin",
            "options",
            "weight_g",
            "tax_class",
            "variant_pictures",
            "seller_id",
            "seller",
            "price",
            "list_price",
            "currency",
            "valid_from",
            "valid_to");

    private final Catalog catalog;

    public CatalogExport(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The forms of an export. */
    public enum Format {
        /** A row an offer of a variant of a product; a product without variants is left out. */
        CSV,
        /** A line a product. */
        JSONL;

        /** The shipped mapping that reads it back. */
        public Mapping mapping() {
            return Mapping.shipped("peakday-" + name().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * Writes UTF-8; the stream is flushed, not closed.
     *
     * @return how many products were written
     * @throws UncheckedIOException if the stream cannot be written
     */
    public long write(OutputStream out, Format format, ProductFilter filter) {
        CategoryTree tree = catalog.categories();
        AtomicLong written = new AtomicLong();
        try {
            BufferedOutputStream buffered = new BufferedOutputStream(out, 1 << 16);
            if (format == Format.CSV) {
                StringBuilder heading = new StringBuilder();
                Csv.append(heading, COLUMNS);
                buffered.write(heading.toString().getBytes(StandardCharsets.UTF_8));
            }
            catalog.stream(filter, products -> {
                for (Product product : products) {
                    if (write(buffered, format, product, tree)) {
                        written.incrementAndGet();
                    }
                }
            });
            buffered.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return written.get();
    }

    private boolean write(OutputStream out, Format format, Product product, CategoryTree tree) {
        try {
            if (format == Format.JSONL) {
                out.write(Embedded.MAPPER.writeValueAsBytes(NativeProduct.of(product, tree, this::seller)));
                out.write('\n');
                return true;
            }
            StringBuilder rows = new StringBuilder();
            for (Variant variant : product.variants()) {
                if (variant.offers().isEmpty()) {
                    row(rows, product, variant, null, tree);
                }
                variant.offers().forEach(offer -> row(rows, product, variant, offer, tree));
            }
            out.write(rows.toString().getBytes(StandardCharsets.UTF_8));
            return !rows.isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void row(StringBuilder to, Product product, Variant variant, @Nullable Offer offer, CategoryTree tree) {
        List<String> values = new ArrayList<>(COLUMNS.size());
        values.add(product.externalId());
        values.add(product.slug());
        values.add(product.state().name());
        values.add(product.title());
        values.add(product.brand());
        values.add(tree.find(product.categoryId()).map(Category::externalId).orElse(""));
        values.add(CategoryPath.join(
                tree.path(product.categoryId()).stream().map(Category::name).toList()));
        values.add(product.description());
        values.add(attributes(product.attributes()));
        values.add(media(product.media()));
        values.add(variant.sku());
        values.add(text(variant.gtin()));
        values.add(variant.options().isEmpty() ? "" : Embedded.MAPPER.writeValueAsString(variant.options()));
        values.add(String.valueOf(variant.weightGrams()));
        values.add(variant.taxClass());
        values.add(media(variant.media()));
        if (offer == null) {
            values.addAll(List.of("", "", "", "", "", "", ""));
        } else {
            Seller seller = seller(offer.sellerId());
            values.add(seller.externalId());
            values.add(seller.name());
            values.add(offer.price().decimal());
            values.add(offer.listPrice() == null ? "" : offer.listPrice().decimal());
            values.add(offer.price().currency().getCurrencyCode());
            values.add(offer.validFrom().toString());
            values.add(text(offer.validTo()));
        }
        Csv.append(to, values);
    }

    private Seller seller(UUID id) {
        return catalog.seller(id).orElseThrow(() -> new IllegalStateException("an offer of the unknown seller " + id));
    }

    private static String attributes(List<Attribute> attributes) {
        return attributes.isEmpty()
                ? ""
                : Embedded.MAPPER.writeValueAsString(
                        attributes.stream().map(AttributeJson::of).toList());
    }

    private static String media(List<Media> media) {
        return media.isEmpty()
                ? ""
                : Embedded.MAPPER.writeValueAsString(
                        media.stream().map(MediaJson::of).toList());
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
