package io.peakday.consolekit;

import gg.jte.Content;
import io.peakday.ui.Link;
import org.jspecify.annotations.Nullable;

/**
 * A part of a page that another module draws: see {@link OverviewSection} and {@link CustomerSection}.
 *
 * @param more where there is more of it; null where this is all
 */
public record Section(String title, @Nullable Link more, Content content) {}
