package io.peakday.edge;

import io.peakday.kernel.Failure;
import io.peakday.problems.CleanText;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Refuses, before anybody reads it, input that no route can use: too long, badly encoded, or with NUL in it. */
final class InputGuard {
    private final long maxQuery;
    private final long maxBody;
    private final List<BodyLimit> larger;

    InputGuard(long maxQuery, long maxBody, List<BodyLimit> larger) {
        this.maxQuery = maxQuery;
        this.maxBody = maxBody;
        this.larger = larger.stream()
                .sorted(Comparator.comparingInt(
                                (BodyLimit limit) -> limit.prefix().length())
                        .reversed())
                .toList();
    }

    /**
     * Checks the address.
     *
     * @throws Failure {@code web.uri-too-long}, {@code web.bad-encoding}
     */
    void address(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query != null) {
            if (query.length() > maxQuery) {
                throw Failure.invalid("web.uri-too-long", "This query string is too long.");
            }
            encoded(query);
        }
        encoded(request.getRequestURI());
    }

    /** Whether there is nothing to read; what a safe request might carry is nobody's input. */
    static boolean hasNoBody(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        return length == 0 || (length < 0 && CrossSite.isSafe(request.getMethod()));
    }

    /**
     * The most bytes that the body of this request may have.
     *
     * @throws Failure {@code web.body-too-large} if it announces more
     */
    long limit(HttpServletRequest request, String path) {
        long limit = limit(path);
        if (request.getContentLengthLong() > limit) {
            throw tooLarge(limit);
        }
        return limit;
    }

    /** The request of an upload, whose body cannot be read past its limit. */
    static HttpServletRequest bounded(HttpServletRequest request, long limit) {
        return request.getContentLengthLong() >= 0 ? request : new BoundedRequest(request, limit);
    }

    /**
     * Forms are looked at here, so that nobody behind this meets what is not text.
     *
     * @throws Failure {@code web.bad-encoding}
     */
    static void text(FormRequest form) {
        for (Map.Entry<String, String[]> field : form.getParameterMap().entrySet()) {
            boolean clean = isText(field.getKey());
            for (String value : field.getValue()) {
                clean &= isText(value);
            }
            if (!clean) {
                throw badEncoding();
            }
        }
    }

    static Failure tooLarge(long limit) {
        return Failure.invalid("web.body-too-large", "The body may have at most " + limit + " bytes.");
    }

    private long limit(String path) {
        for (BodyLimit limit : larger) {
            if (path.startsWith(limit.prefix())) {
                return limit.max().toBytes();
            }
        }
        return maxBody;
    }

    private static boolean isText(String text) {
        return CleanText.isClean(text) && text.indexOf('\uFFFD') < 0;
    }

    /** Percent-encoding must be whole, well-formed UTF-8 and without NUL. */
    static void encoded(String text) {
        int at = text.indexOf('%');
        if (at < 0) {
            return;
        }
        byte[] bytes = new byte[text.length() / 3 + 1];
        while (at >= 0) {
            int count = 0;
            while (at < text.length() && text.charAt(at) == '%') {
                int value = at + 2 < text.length()
                        ? Character.digit(text.charAt(at + 1), 16) * 16 + Character.digit(text.charAt(at + 2), 16)
                        : -1;
                if (value <= 0
                        || Character.digit(text.charAt(at + 1), 16) < 0
                        || Character.digit(text.charAt(at + 2), 16) < 0) {
                    throw badEncoding();
                }
                bytes[count++] = (byte) value;
                at += 3;
            }
            utf8(bytes, count);
            at = text.indexOf('%', at);
        }
    }

    private static void utf8(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            if (bytes[i] < 0) {
                try {
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, count));
                } catch (CharacterCodingException e) {
                    throw badEncoding();
                }
                return;
            }
        }
    }

    private static Failure badEncoding() {
        return Failure.invalid("web.bad-encoding", "The address or form holds something that is not UTF-8 text.");
    }
}
