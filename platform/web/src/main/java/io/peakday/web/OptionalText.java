package io.peakday.web;

import org.jspecify.annotations.Nullable;

/** Texts that a request's body may leave out. */
public final class OptionalText {
    private OptionalText() {}

    /** The text; empty if there is none. */
    public static String given(@Nullable String text) {
        return text == null ? "" : text;
    }
}
