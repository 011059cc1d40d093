package io.peakday.inventory;

import io.peakday.kernel.Checks;
import java.util.Objects;
import java.util.UUID;

/**
 * A place where stock lies.
 *
 * @param id the location's id
 * @param code short and unique, for people and files: {@code main}, {@code store-7}
 * @param name for people, 1 to 120 characters
 * @param kind what kind of place it is
 * @param priority among locations that serve an order equally well, the lowest number is taken first; 0 to 1000
 * @param active whether its stock is sold; switching it off leaves existing reservations standing
 */
public record Location(UUID id, String code, String name, Kind kind, int priority, boolean active) {
    /** What kind of place a location is: for people, and without effect on what is sold from where. */
    public enum Kind {
        /** A warehouse. */
        WAREHOUSE,
        /** A shop. */
        STORE
    }

    public Location {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        new Checks()
                .text("code", code, 1, 40)
                .require(code.matches("[a-z0-9][a-z0-9-]*"), "code", "format", "code is lower case, digits, dashes.")
                .text("name", name, 1, 120)
                .range("priority", priority, 0, 1000)
                .orThrow("inventory.bad-location", "This location cannot be stored.");
    }
}
