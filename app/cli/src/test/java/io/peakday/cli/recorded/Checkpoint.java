package io.peakday.cli.recorded;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Where PostgreSQL wrote its last checkpoint, as {@code pg_control} says. A server that was stopped cleanly reads of its
 * write-ahead log only the first page of that segment and the checkpoint's record, and writes on behind it.
 *
 * @param position in the log, in bytes from its beginning
 */
record Checkpoint(int timeline, long position) {
    private static final int STATE = 16;
    private static final int SHUT_DOWN = 1;
    private static final int POSITION = 32;
    private static final int TIMELINE = 48;
    private static final int PAGE = 8192;
    private static final long SEGMENT = 16L << 20;
    private static final long SEGMENTS_PER_NUMBER = (1L << 32) / SEGMENT;

    /** @throws IllegalStateException if the server was not stopped cleanly */
    static Checkpoint read(byte[] control) {
        ByteBuffer fields = ByteBuffer.wrap(control).order(ByteOrder.LITTLE_ENDIAN);
        if (fields.getInt(STATE) != SHUT_DOWN) {
            throw new IllegalStateException("PostgreSQL was not stopped cleanly");
        }
        return new Checkpoint(fields.getInt(TIMELINE), fields.getLong(POSITION));
    }

    /** The name of the segment's file. */
    String segment() {
        long number = position / SEGMENT;
        return "%08X%08X%08X".formatted(timeline, number / SEGMENTS_PER_NUMBER, number % SEGMENTS_PER_NUMBER);
    }

    /** Fills with zeros whatever of the segment a start does not read. The record may go on into the next page. */
    void clearTheRest(byte[] segment) {
        int record = (int) (position % SEGMENT / PAGE) * PAGE;
        if (record > PAGE) {
            Arrays.fill(segment, PAGE, record, (byte) 0);
        }
        Arrays.fill(segment, Math.min(record + 2 * PAGE, segment.length), segment.length, (byte) 0);
    }
}
