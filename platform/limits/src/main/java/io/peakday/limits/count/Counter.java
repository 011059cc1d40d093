package io.peakday.limits.count;

/** What one key has used of a limit. Safe for many threads. */
public interface Counter {
    /** Takes so many units, or none. */
    Taken take(long units);

    /** Releases units just taken, because another policy refused the request. */
    void release(long units);
}
