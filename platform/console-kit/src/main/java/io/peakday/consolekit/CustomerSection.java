package io.peakday.consolekit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A slot of a customer's page, in its wide column: a bean of the module that fills it. */
public interface CustomerSection {
    /** Null where there is nothing that the reader may see. */
    @Nullable
    Section draw(Customer customer, Frame frame);

    /** Whose page it is. */
    record Customer(UUID id, String email) {}
}
