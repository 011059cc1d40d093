package io.peakday.catalog;

import io.peakday.kernel.Failure;

/** Where a product is in its life. Every move that {@link #canBecome} does not allow is refused. */
public enum ProductState {
    /** Being prepared; seen by staff only. */
    DRAFT,
    /** On sale. */
    PUBLISHED,
    /** Off sale permanently; kept for orders and history, brought back only by making it a draft again. */
    ARCHIVED;

    public boolean canBecome(ProductState next) {
        return switch (this) {
            case DRAFT -> next == PUBLISHED || next == ARCHIVED;
            case PUBLISHED -> next == DRAFT || next == ARCHIVED;
            case ARCHIVED -> next == DRAFT;
        };
    }

    /** @throws Failure {@code catalog.illegal-transition} if the move is not allowed */
    ProductState become(ProductState next) {
        if (!canBecome(next)) {
            throw Failure.conflict(
                    "catalog.illegal-transition",
                    "A product that is " + word() + " cannot become " + next.word() + ".");
        }
        return next;
    }

    private String word() {
        return switch (this) {
            case DRAFT -> "a draft";
            case PUBLISHED -> "published";
            case ARCHIVED -> "archived";
        };
    }
}
