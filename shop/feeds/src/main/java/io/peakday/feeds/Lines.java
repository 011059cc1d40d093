package io.peakday.feeds;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text whose encoding nobody vouches for. A line that is valid UTF-8 is read as that, any other as
 * Windows-1252 (the Latin-1 that files really have); a byte-order mark is dropped. No line, however long, takes more than
 * {@link #MAX} bytes of memory: what is over is skipped, and the line says so.
 */
final class Lines implements AutoCloseable {
    static final int MAX = 1 << 20;

    private static final Charset FALL_BACK = Charset.forName("windows-1252");

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private int position;
    private int limit;
    private byte[] line = new byte[1 << 12];
    private long number;

    Lines(InputStream in) {
        this.in = in;
    }

    /**
     * @param end what ended it: CR LF, LF or nothing
     * @param overlong whether the line was longer than {@link #MAX}; its text is then empty
     */
    record Line(long number, String text, String end, boolean overlong) {}

    /** Null at the end. Lines end with LF, CR LF or the end of the file. */
    @Nullable
    Line next() throws IOException {
        int length = 0;
        boolean overlong = false;
        boolean any = false;
        while (true) {
            if (position == limit) {
                limit = in.read(buffer, 0, buffer.length);
                position = 0;
                if (limit <= 0) {
                    limit = 0;
                    return any ? line(length, overlong, "") : null;
                }
            }
            any = true;
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            int more = end - position;
            if (length + more > MAX) {
                overlong = true;
            } else if (!overlong) {
                if (length + more > line.length) {
                    line = Arrays.copyOf(line, Math.min(MAX, Math.max(length + more, line.length * 2)));
                }
                System.arraycopy(buffer, position, line, length, more);
                length += more;
            }
            position = end;
            if (end < limit) {
                position++;
                return line(length, overlong, "\n");
            }
        }
    }

    private Line line(int length, boolean overlong, String feed) {
        number++;
        if (overlong) {
            line = new byte[1 << 12];
            return new Line(number, "", feed, true);
        }
        int start = 0;
        if (number == 1 && length >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF) {
            start = 3;
        }
        boolean carriageReturn = !feed.isEmpty() && length > start && line[length - 1] == '\r';
        return carriageReturn
                ? new Line(number, decode(start, length - 1), "\r\n", false)
                : new Line(number, decode(start, length), feed, false);
    }

    private String decode(int start, int end) {
        try {
            return utf8.decode(ByteBuffer.wrap(line, start, end - start)).toString();
        } catch (CharacterCodingException e) {
            return new String(line, start, end - start, FALL_BACK);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
