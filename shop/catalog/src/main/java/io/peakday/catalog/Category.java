package io.peakday.catalog;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A node of the category tree. The top level are the departments.
 *
 * @param id the category's id
 * @param externalId the id in the system it came from, unique; the id itself where it was made here
 * @param slug the readable part of the address, unique in the whole tree
 * @param name for people, 1 to 120 characters
 * @param parentId the category directly above; null for a department
 * @param position among its siblings, ascending
 */
public record Category(
        UUID id,
        String externalId,
        String slug,
        String name,
        @Nullable UUID parentId,
        int position) {
    public Category {
        Objects.requireNonNull(id);
        Objects.requireNonNull(externalId);
        Objects.requireNonNull(slug);
        Objects.requireNonNull(name);
    }
}
