package io.peakday.feeds;

/** Called after every batch, on the importing thread. */
@FunctionalInterface
public interface ImportProgress {
    ImportProgress NONE = (rows, bytes, totalBytes) -> {};

    /**
     * @param rows rows dealt with so far, those of earlier runs included
     * @param bytes of the file read so far, as stored (compressed bytes of a compressed file)
     * @param totalBytes of the file
     */
    void reached(long rows, long bytes, long totalBytes);
}
