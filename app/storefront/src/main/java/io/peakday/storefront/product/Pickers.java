package io.peakday.storefront.product;

import io.peakday.catalog.Variant;
import io.peakday.storefront.product.ProductView.Picker;
import io.peakday.storefront.product.ProductView.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The choices on a product page. Each value leads to the variant that has it and otherwise differs least from the one
 * shown; it counts as available when exactly that combination can be had.
 */
final class Pickers {
    private final String slug;
    private final List<Variant> variants;
    private final Predicate<Variant> available;

    Pickers(String slug, List<Variant> variants, Predicate<Variant> available) {
        this.slug = slug;
        this.variants = variants;
        this.available = available;
    }

    List<Picker> around(Variant shown) {
        Set<String> options = new LinkedHashSet<>();
        variants.forEach(variant -> options.addAll(variant.options().keySet()));
        List<Picker> pickers = new ArrayList<>();
        for (String option : options) {
            Set<String> values = new LinkedHashSet<>();
            variants.forEach(variant -> {
                if (variant.options().containsKey(option)) {
                    values.add(variant.options().get(option));
                }
            });
            String chosen = shown.options().getOrDefault(option, "");
            boolean swatches = Swatches.isColour(option)
                    && values.stream().anyMatch(v -> !Swatches.of(v).isEmpty());
            pickers.add(new Picker(
                    capitalized(option),
                    chosen,
                    swatches,
                    values.stream()
                            .map(value -> value(shown, option, value, swatches))
                            .toList()));
        }
        return pickers;
    }

    private Value value(Variant shown, String option, String value, boolean swatches) {
        Variant nearest = variants.stream()
                .filter(variant -> value.equals(variant.options().get(option)))
                .max(Comparator.<Variant>comparingInt(variant -> shared(variant, shown))
                        .thenComparing(available::test))
                .orElse(shown);
        boolean exact = shared(nearest, shown) >= shown.options().size() - 1;
        return new Value(
                value,
                href(slug, nearest),
                value.equals(shown.options().get(option)),
                exact && available.test(nearest),
                swatches ? Swatches.of(value) : "");
    }

    static String href(String slug, Variant variant) {
        return "/p/" + slug + "?v=" + URLEncoder.encode(variant.sku(), StandardCharsets.UTF_8);
    }

    private static int shared(Variant a, Variant b) {
        int shared = 0;
        for (Map.Entry<String, String> option : a.options().entrySet()) {
            if (Objects.equals(option.getValue(), b.options().get(option.getKey()))) {
                shared++;
            }
        }
        return shared;
    }

    private static String capitalized(String option) {
        return option.isEmpty() ? option : option.substring(0, 1).toUpperCase(Locale.ROOT) + option.substring(1);
    }
}
