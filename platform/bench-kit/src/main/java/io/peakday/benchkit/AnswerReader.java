package io.peakday.benchkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes answers of a connection's bytes, one after the other; about a microsecond each. Understands {@code Content-Length}
 * and chunked bodies, which is what our server sends.
 */
final class AnswerReader {
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHUNKED = "transfer-encoding:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONNECTION = "connection:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LOCATION = "location:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] COOKIE = "set-cookie:".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private byte[] bytes = new byte[16 << 10];
    private int end;
    private @Nullable Head head;

    private record Head(
            int end, int status, int length, boolean chunked, boolean close, String location, String cookie) {}

    /** @param closes whether the server closes the connection after it */
    record Read(Answer answer, boolean closes) {}

    /** Where the connection's next bytes belong. */
    byte[] buffer() {
        if (end == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        return bytes;
    }

    /** How many bytes of the buffer are there already. */
    int filled() {
        return end;
    }

    /** So many more are there now. Null: the answer is not complete yet. */
    @Nullable
    Read more(int count) throws IOException {
        end += count;
        Head known = head;
        if (known == null) {
            known = head();
            head = known;
        }
        byte[] body = known == null ? null : known.chunked ? chunks(known.end) : whole(known.end, known.length);
        if (known == null || body == null) {
            return null;
        }
        head = null;
        end = 0;
        return new Read(new Answer(known.status, known.location, known.cookie, body), known.close);
    }

    private @Nullable Head head() throws IOException {
        int status = 0;
        int length = 0;
        boolean chunked = false;
        boolean close = false;
        String location = "";
        String cookie = "";
        int from = 0;
        for (int to = line(from); to >= 0; to = line(from)) {
            if (from == 0) {
                status = number(STATUS_AT, STATUS_AT + 3, 10);
            } else if (to == from) {
                boolean empty = status == 204 || status == 304;
                return new Head(to + 2, status, empty ? 0 : length, chunked && !empty, close, location, cookie);
            } else if (starts(from, LENGTH)) {
                length = number(from + LENGTH.length, to, 10);
            } else if (starts(from, CHUNKED)) {
                chunked = true;
            } else if (starts(from, CONNECTION)) {
                close = text(from + CONNECTION.length, to).equalsIgnoreCase("close");
            } else if (starts(from, LOCATION)) {
                location = text(from + LOCATION.length, to);
            } else if (cookie.isEmpty() && starts(from, COOKIE)) {
                cookie = text(from + COOKIE.length, to).split(";", 2)[0].strip();
            }
            from = to + 2;
        }
        return null;
    }

    private byte @Nullable [] whole(int from, int length) {
        return end - from < length ? null : Arrays.copyOfRange(bytes, from, from + length);
    }

    private byte @Nullable [] chunks(int start) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int from = start;
        for (int to = line(from); to >= 0; to = line(from)) {
            int size = number(from, to, 16);
            from = to + 2;
            if (from + size + 2 > end) {
                return null;
            }
            if (size == 0) {
                return body.toByteArray();
            }
            body.write(bytes, from, size);
            from += size + 2;
        }
        return null;
    }

    /** Where the line that begins there ends, before its CR LF; negative if it is not complete. */
    private int line(int from) {
        for (int at = from; at + 1 < end; at++) {
            if (bytes[at] == '\r' && bytes[at + 1] == '\n') {
                return at;
            }
        }
        return -1;
    }

    private boolean starts(int from, byte[] name) {
        return from + name.length <= end && (bytes[from] | 0x20) == name[0] && startsSlowly(from, name);
    }

    private boolean startsSlowly(int from, byte[] name) {
        for (int i = 1; i < name.length; i++) {
            byte is = bytes[from + i];
            if ((is >= 'A' && is <= 'Z' ? is | 0x20 : is) != name[i]) {
                return false;
            }
        }
        return true;
    }

    private int number(int from, int to, int radix) throws IOException {
        try {
            return Integer.parseInt(text(from, to), radix);
        } catch (NumberFormatException e) {
            throw new IOException("not an answer over HTTP: " + text(0, Math.min(end, 80)), e);
        }
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1).strip();
    }
}
