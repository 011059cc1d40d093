package io.peakday.catalog;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The typed value of an {@link Attribute}. */
public sealed interface AttributeValue {
    /** For people: {@code 2.5 GHz}, {@code Yes}, {@code Black}. */
    String display();

    record Text(String text) implements AttributeValue {
        public Text {
            Objects.requireNonNull(text);
        }

        @Override
        public String display() {
            return text;
        }
    }

    /**
     * A number; equal numbers are equal whatever their scale ({@code 2.50} is kept as {@code 2.5}).
     *
     * @param unit as written, {@code cm}; null for a bare number
     */
    record Decimal(BigDecimal number, @Nullable String unit) implements AttributeValue {
        /** Beyond this a number is refused: it would be written out as thousands of digits. */
        static final int MAX_DIGITS = 30;

        public Decimal {
            number = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
            if (number.scale() < 0 && number.precision() - number.scale() <= MAX_DIGITS) {
                number = number.setScale(0);
            }
        }

        @Override
        public String display() {
            return unit == null ? number.toPlainString() : number.toPlainString() + " " + unit;
        }
    }

    record Flag(boolean set) implements AttributeValue {
        @Override
        public String display() {
            return set ? "Yes" : "No";
        }
    }
}
