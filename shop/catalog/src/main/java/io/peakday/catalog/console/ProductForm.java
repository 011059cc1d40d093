package io.peakday.catalog.console;

import io.peakday.catalog.OfferDraft;
import io.peakday.catalog.Product;
import io.peakday.catalog.ProductDraft;
import io.peakday.catalog.VariantDraft;
import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.ui.TypedMoney;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A product's form: what of the product can be typed, and how what was typed becomes a draft. */
final class ProductForm {
    private ProductForm() {}

    /** The draft that changes only what the form holds. Every amount that cannot be read is named at once. */
    static ProductDraft read(Product product, Map<String, String> form) {
        List<FieldError> errors = new ArrayList<>();
        ProductDraft now = ProductDraft.of(product);
        List<VariantDraft> variants = now.variants().stream()
                .map(variant -> withPrices(variant, form, errors))
                .toList();
        UUID category = Ids.parse(form.getOrDefault("category", "")).orElse(product.categoryId());
        if (!errors.isEmpty()) {
            throw Failure.invalid("console.bad-product", "Some prices cannot be read.", errors);
        }
        return new ProductDraft(
                now.externalId(),
                now.slug(),
                form.getOrDefault("title", now.title()).strip(),
                form.getOrDefault("brand", now.brand()).strip(),
                category,
                form.getOrDefault("description", now.description())
                        .replace("\r\n", "\n")
                        .strip(),
                now.attributes(),
                variants,
                now.media());
    }

    private static VariantDraft withPrices(VariantDraft variant, Map<String, String> form, List<FieldError> errors) {
        List<OfferDraft> offers = variant.offers().stream()
                .map(offer -> {
                    Money price = amount(form, "price." + offer.id(), offer.price(), offer.price(), errors);
                    Money list = amount(form, "list." + offer.id(), offer.listPrice(), offer.price(), errors);
                    return new OfferDraft(
                            offer.id(),
                            offer.sellerId(),
                            price == null ? offer.price() : price,
                            list,
                            offer.validFrom(),
                            offer.validTo());
                })
                .toList();
        return variant.withOffers(offers);
    }

    /** What was typed; null where the field was emptied, {@code otherwise} where the form has no such field. */
    private static @Nullable Money amount(
            Map<String, String> form, String field, @Nullable Money otherwise, Money like, List<FieldError> errors) {
        String typed = form.get(field);
        if (typed == null) {
            return otherwise;
        }
        String text = typed.strip();
        if (text.isEmpty()) {
            return null;
        }
        try {
            return TypedMoney.read(text, like.currency());
        } catch (ArithmeticException | NumberFormatException e) {
            errors.add(new FieldError(field, "format", "“" + text + "” is not a price such as 12.50."));
            return otherwise;
        }
    }
}
