package io.peakday.catalog;

import io.peakday.kernel.FieldError;
import java.util.List;
import java.util.UUID;

/** What became of one draft of {@link Catalog#upsert}. */
public sealed interface Upserted {
    record Created(UUID productId) implements Upserted {}

    record Updated(UUID productId, long version) implements Upserted {}

    /** The product already was just so; nothing was written and no event sent. */
    record Unchanged(UUID productId) implements Upserted {}

    /** This draft cannot be saved; the others were. */
    record Rejected(List<FieldError> reasons) implements Upserted {}
}
