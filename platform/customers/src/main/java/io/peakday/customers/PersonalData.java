package io.peakday.customers;

import io.peakday.engines.Database;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a module keeps about customers: for their export and for their erasure. Modules declare it as a bean. */
public interface PersonalData {
    /** The section's name in the export: {@code orders}. */
    String section();

    /**
     * Everything kept under this customer's id, as something that can be written as JSON. What may be much is an {@link
     * Iterable} that reads as it is written, so that an export of any length needs little memory.
     */
    Object of(UUID customerId);

    /** What is kept about one order that a guest placed, for the guest's export; null if nothing is. */
    default @Nullable Object ofOrder(UUID orderId) {
        return null;
    }

    /**
     * Erases what is personal of this customer in this module, in the caller's transaction. What cannot go yet is kept as
     * {@link #retained} says.
     */
    default void erase(UUID customerId) {}

    /**
     * Erases what is personal of one order that a guest placed, in the caller's transaction.
     *
     * @param orderId an order without a customer
     */
    default void eraseOrder(UUID orderId) {}

    /**
     * Forgets what was left in an account by whoever used it before the owner of its address proved to be that, in the caller's
     * transaction: it may have been somebody else. What was bought stays.
     */
    default void handOver(UUID customerId) {}

    /** What an erasure leaves (or has left) of this customer, why, and until when. */
    default List<Retained> retained(UUID customerId) {
        return List.of();
    }

    /** What an erasure leaves (or has left) of one order that a guest placed, why, and until when. */
    default List<Retained> retainedOfOrder(UUID orderId) {
        return List.of();
    }

    /**
     * A section of rows as they are stored, which an erasure leaves, because nothing but the customer's id is personal in
     * them, and that id means nobody any more.
     *
     * @param sql selects the rows; its one parameter is the customer's id
     */
    static PersonalData rows(String section, Database database, String sql) {
        return new PersonalData() {
            @Override
            public String section() {
                return section;
            }

            @Override
            public Object of(UUID customerId) {
                return database.sql().sql(sql).param(customerId).query().listOfRows();
            }
        };
    }
}
