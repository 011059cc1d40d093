package io.peakday.consolekit;

import org.jspecify.annotations.Nullable;

/** A slot of the overview, in its wide column: a bean of the module that fills it. */
public interface OverviewSection {
    /** Null where there is nothing to show, or nothing that the reader may see. */
    @Nullable
    Section draw(Frame frame);
}
