package io.peakday.catalog;

import io.peakday.engines.Database;
import io.peakday.events.Outbox;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The category tree: read from memory, changed one writer at a time. */
public final class Categories {
    public Categories(Database database, Outbox outbox) {}

    public CategoryTree tree() {
        throw new UnsupportedOperationException();
    }

    public Category create(CategoryDraft draft) {
        throw new UnsupportedOperationException();
    }

    /** Renames, moves or reorders; never under itself, never deeper than allowed. */
    public Category update(UUID id, CategoryDraft draft) {
        throw new UnsupportedOperationException();
    }

    public Category rename(UUID id, String name) {
        throw new UnsupportedOperationException();
    }

    public Category move(UUID id, @Nullable UUID parentId, int position) {
        throw new UnsupportedOperationException();
    }

    /** Refused while it has children or products. */
    public void delete(UUID id) {
        throw new UnsupportedOperationException();
    }

    /** Finds or makes the categories on each path (names from the department down); one id a path, of its last name. */
    public List<UUID> ensure(List<List<String>> paths) {
        throw new UnsupportedOperationException();
    }
}
