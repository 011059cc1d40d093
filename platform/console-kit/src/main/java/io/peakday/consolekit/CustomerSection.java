package io.peakday.consolekit;

import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A slot of a customer's page, in its wide column: a bean of the module that fills it. Where it throws or is too slow, a sentence stands
 * in its place ({@link ConsoleSlots}).
 */
public interface CustomerSection {
    /** In logs and metrics; lower case with hyphens. */
    String name();

    /** What stands over it where it cannot be drawn. */
    String title();

    /** Null where there is nothing that the reader may see. */
    @Nullable
    Section draw(Customer customer, Frame frame);

    /** Whose page it is. */
    record Customer(UUID id, String email) {}

    static CustomerSection of(String name, String title, BiFunction<Customer, Frame, @Nullable Section> draw) {
        return new CustomerSection() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String title() {
                return title;
            }

            @Override
            public @Nullable Section draw(Customer customer, Frame frame) {
                return draw.apply(customer, frame);
            }
        };
    }
}
