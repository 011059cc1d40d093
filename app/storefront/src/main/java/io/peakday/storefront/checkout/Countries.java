package io.peakday.storefront.checkout;

import io.peakday.pricing.ShippingSettings;
import io.peakday.ui.Link;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where the shop delivers to, by name, its own country first. */
public final class Countries {
    private final List<Link> all;

    public Countries(ShippingSettings shipping, String home) {
        Map<String, List<String>> zones = shipping.zones();
        this.all = (zones == null ? Map.<String, List<String>>of() : zones)
                .values().stream()
                        .flatMap(List::stream)
                        .distinct()
                        .map(code -> new Link(name(code), code))
                        .sorted(Comparator.comparing((Link link) -> !link.href().equals(home))
                                .thenComparing(Link::label))
                        .toList();
    }

    /** Code as address, name as label. */
    public List<Link> all() {
        return all;
    }

    public String first() {
        return all.isEmpty() ? "DE" : all.getFirst().href();
    }

    public static String name(String code) {
        return Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
    }
}
