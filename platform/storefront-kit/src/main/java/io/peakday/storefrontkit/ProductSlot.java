package io.peakday.storefrontkit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A slot of a product's page, which is the same for everybody and kept ready: nothing that the slot is given says who reads it, and
 * what is personal is loaded by a script afterwards.
 */
public non-sealed interface ProductSlot extends StorefrontSlot {
    /** By which events what was drawn becomes outdated. */
    default List<Invalidation<?>> invalidations() {
        return List.of();
    }

    /**
     * What was drawn depends on, where no event reports a change: a page is kept under it. Asked for with every request, so it is
     * answered from memory, and the fewer different answers there are the better.
     */
    default @Nullable Object version(Supplier<Product> product) {
        return null;
    }

    /** What it reads from the address of the page; no two slots read the same. */
    default List<Parameter> parameters() {
        return List.of();
    }

    /**
     * Null where it has nothing to show of this product.
     *
     * @param asked those of its {@link #parameters} that the address has; they come from outside and must not make it fail
     */
    @Nullable
    ProductPart draw(Product product, Map<String, String> asked);

    /**
     * Whose page it is.
     *
     * @param address of this page with the variant that is shown, without parameters of slots: {@code /p/desk-lamp?v=LAMP-RED}
     */
    record Product(UUID id, String slug, String title, List<UUID> variants, String address) {
        public Product {
            variants = List.copyOf(variants);
        }

        /** The page with a parameter. */
        public String with(String name, String value) {
            return address + (address.contains("?") ? "&" : "?") + name + "=" + value;
        }
    }

    /**
     * A parameter of the page's address.
     *
     * @param values each of which makes a page that is kept; any other is as none. Empty: all that are not too long, and the page is
     *     made each time
     */
    record Parameter(String name, Set<String> values) {
        private static final int LONGEST = 200;

        public Parameter {
            values = Set.copyOf(values);
        }

        public static Parameter oneOf(String name, Set<String> values) {
            return new Parameter(name, values);
        }

        /** A page with it is made each time and kept by nobody. */
        public static Parameter any(String name) {
            return new Parameter(name, Set.of());
        }

        boolean kept() {
            return !values.isEmpty();
        }

        boolean takes(@Nullable String value) {
            return value != null && (kept() ? values.contains(value) : value.length() <= LONGEST);
        }
    }
}
