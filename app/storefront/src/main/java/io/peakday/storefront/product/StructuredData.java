package io.peakday.storefront.product;

import io.peakday.catalog.Product;
import io.peakday.catalog.Variant;
import io.peakday.storefront.product.ProductView.OfferLine;
import io.peakday.ui.Picture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A product as schema.org data (https://schema.org/Product), for search engines. */
final class StructuredData {
    private static final JsonMapper JSON = JsonMapper.shared();

    private StructuredData() {}

    /**
     * JSON that can stand in a data block of a page: no angle bracket or ampersand is left in it.
     *
     * @param more of what other modules know; nothing that is known here already
     */
    static String of(
            Product product,
            Variant variant,
            List<Picture> gallery,
            @Nullable OfferLine offer,
            boolean inStock,
            Map<String, Object> more) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("@context", "https://schema.org");
        data.put("@type", "Product");
        data.put("name", product.title());
        data.put("sku", variant.sku());
        if (variant.gtin() != null) {
            data.put("gtin", variant.gtin());
        }
        if (!product.brand().isEmpty()) {
            data.put("brand", Map.of("@type", "Brand", "name", product.brand()));
        }
        data.put("description", product.description());
        List<String> pictures = gallery.stream()
                .map(Picture::url)
                .flatMap(url -> Stream.ofNullable(url))
                .toList();
        if (!pictures.isEmpty()) {
            data.put("image", pictures);
        }
        if (offer != null) {
            Map<String, Object> terms = new LinkedHashMap<>();
            terms.put("@type", "Offer");
            terms.put("price", offer.price().decimal());
            terms.put("priceCurrency", offer.price().currency().getCurrencyCode());
            terms.put("availability", "https://schema.org/" + (inStock ? "InStock" : "OutOfStock"));
            data.put("offers", terms);
        }
        more.forEach(data::putIfAbsent);
        return JSON.writeValueAsString(data)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
    }
}
