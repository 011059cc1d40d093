package io.peakday.feeds;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an import did. The counts are of the whole file, over all runs that an interrupted import took.
 *
 * @param rows rows (lines, records) read
 * @param created products, or categories where the mapping imports those
 * @param rejected rows that were not imported
 * @param resumedAfter how many rows an earlier, interrupted run had dealt with; 0 for a fresh start
 * @param took this run
 * @param rejects the file that lists the rejected rows; null if there were none
 */
public record ImportReport(
        long rows,
        long created,
        long updated,
        long unchanged,
        long rejected,
        long resumedAfter,
        Duration took,
        @Nullable Path rejects) {}
