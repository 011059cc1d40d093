package io.peakday.storefrontkit;

import io.peakday.ui.SlotResult;
import io.peakday.ui.Slots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The slots of a product's page, as the page needs them. */
public final class ProductSlots {
    private final List<ProductSlot> slots;
    private final List<ProductSlot.Parameter> parameters;
    private final Slots runner;

    /** @throws IllegalStateException if two have one name or read one parameter */
    public ProductSlots(List<ProductSlot> slots, Slots runner) {
        this.slots = SlotList.of(slots);
        this.parameters =
                this.slots.stream().flatMap(slot -> slot.parameters().stream()).toList();
        this.runner = runner;
        Set<String> names = new HashSet<>();
        for (ProductSlot.Parameter parameter : parameters) {
            if (!names.add(parameter.name())) {
                throw new IllegalStateException("two slots read the parameter " + parameter.name());
            }
        }
    }

    /**
     * What the slots are asked by the address of a page.
     *
     * @param values by name
     * @param kept whether a page with them may be kept
     */
    public record Asked(Map<String, String> values, boolean kept) {
        /** Of an address without parameters. */
        public static final Asked NOTHING = new Asked(Map.of(), true);

        public Asked {
            values = Map.copyOf(values);
        }
    }

    /** @param value of the parameter with that name; null where the address has none */
    public Asked asked(Function<String, @Nullable String> value) {
        Map<String, String> values = new HashMap<>();
        boolean kept = true;
        for (ProductSlot.Parameter parameter : parameters) {
            String given = value.apply(parameter.name());
            if (given != null && parameter.takes(given)) {
                values.put(parameter.name(), given);
                kept &= parameter.kept();
            }
        }
        return new Asked(values, kept);
    }

    /** Under what a page is kept, beside its product: equal where all slots show the same. */
    public List<Object> versions(Supplier<ProductSlot.Product> product) {
        List<Object> versions = new ArrayList<>(slots.size());
        for (ProductSlot slot : slots) {
            Object version = slot.version(product);
            versions.add(version == null ? "" : version);
        }
        return versions;
    }

    /** By which events pages become outdated. */
    public List<Invalidation<?>> invalidations() {
        return slots.stream()
                .<Invalidation<?>>flatMap(slot -> slot.invalidations().stream())
                .toList();
    }

    /** Asks all of them at the same time; takes about one budget at most. */
    public ProductParts draw(ProductSlot.Product product, Asked asked) {
        List<Slots.Call<@Nullable ProductPart>> calls = new ArrayList<>();
        for (ProductSlot slot : slots) {
            calls.add(new Slots.Call<@Nullable ProductPart>(
                    "product." + slot.name(), () -> slot.draw(product, own(slot, asked))));
        }
        List<ProductPart> drawn = new ArrayList<>();
        boolean whole = true;
        for (SlotResult<@Nullable ProductPart> result :
                runner.<@Nullable ProductPart>callAll(runner.settings().budget(), calls)) {
            whole &= result.answered();
            ProductPart part = result.orNull();
            if (part != null) {
                drawn.add(part);
            }
        }
        return new ProductParts(drawn, whole);
    }

    private static Map<String, String> own(ProductSlot slot, Asked asked) {
        Map<String, String> own = new HashMap<>();
        for (ProductSlot.Parameter parameter : slot.parameters()) {
            String value = asked.values().get(parameter.name());
            if (value != null) {
                own.put(parameter.name(), value);
            }
        }
        return Map.copyOf(own);
    }
}
