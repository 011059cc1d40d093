package io.peakday.identity;

import java.util.UUID;

/** What a room keeps about a customer, for the customer's own export. Rooms declare it as a bean. */
public interface PersonalData {
    /** The section's name in the export: {@code orders}. */
    String section();

    /** Everything kept under this customer's id, as something that can be written as JSON. */
    Object of(UUID customerId);
}
