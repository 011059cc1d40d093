package io.peakday.feeds;

import java.nio.file.Path;

/**
 * One file to import.
 *
 * @param file CSV or JSON Lines, gzipped or not
 * @param rejects where rejected rows are listed; written only if there are any
 * @param publish whether new products go on sale at once
 * @param restart whether to forget how far an earlier, interrupted run of the same file came
 */
public record ImportRequest(
        Path file,
        Mapping mapping,
        Path rejects,
        boolean publish,
        boolean restart,
        StockSink stock,
        ImportProgress progress) {

    /** Published, resumed where possible, rejects beside the file, no stock, no progress. */
    public static ImportRequest of(Path file, Mapping mapping) {
        return new ImportRequest(
                file,
                mapping,
                file.resolveSibling(file.getFileName() + ".rejects.csv"),
                true,
                false,
                StockSink.NONE,
                ImportProgress.NONE);
    }
}
