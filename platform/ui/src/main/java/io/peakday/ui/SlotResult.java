package io.peakday.ui;

import org.jspecify.annotations.Nullable;

/** What came of asking for a part of a page. */
public sealed interface SlotResult<T extends @Nullable Object> {
    /** Whether the part answered in time. */
    boolean answered();

    /** What it answered; null where it has nothing to show or did not answer. */
    @Nullable
    T orNull();

    /** The part answered in time; null where it has nothing to show. */
    record Filled<T extends @Nullable Object>(T value) implements SlotResult<T> {
        @Override
        public boolean answered() {
            return true;
        }

        @Override
        public @Nullable T orNull() {
            return value;
        }
    }

    /** The page goes on without it. */
    record LeftOut<T extends @Nullable Object>(Reason reason) implements SlotResult<T> {
        @Override
        public boolean answered() {
            return false;
        }

        @Override
        public @Nullable T orNull() {
            return null;
        }
    }

    /** Why a part is left out. */
    enum Reason {
        /** It took longer than its budget. */
        LATE,
        /** It threw. */
        FAILED,
        /** It was not called: it failed too often just now, or too many calls of it are under way. */
        REFUSED
    }
}
