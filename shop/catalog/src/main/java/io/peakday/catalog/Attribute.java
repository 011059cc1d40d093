package io.peakday.catalog;

import java.util.Objects;

/**
 * One specification of a product.
 *
 * @param name stable and machine-readable, lower case: {@code processor-frequency}; unique within a product
 * @param label for people: {@code Processor frequency}
 */
public record Attribute(String name, String label, AttributeValue value) {
    public Attribute {
        Objects.requireNonNull(name);
        Objects.requireNonNull(label);
        Objects.requireNonNull(value);
    }
}
