package io.peakday.edge;

import io.peakday.web.ReplayableRequest;
import io.peakday.web.WebSettings;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies of ordinary size before their requests are worked on, so that a client that sends slowly keeps nobody else
 * waiting: what it holds is its own connection and as much memory as it has sent.
 */
final class Bodies {
    private static final int FIRST = 8 * 1024;
    private static final String FORM = "application/x-www-form-urlencoded";

    private final long maxBody;

    Bodies(WebSettings settings) {
        this.maxBody = settings.maxBody().toBytes();
    }

    /** Whether there is a body that its route reads by itself, because it is large, or in several parts where those may be large. */
    boolean isUpload(HttpServletRequest request, long limit) {
        long length = request.getContentLengthLong();
        return length > maxBody || (limit > maxBody && (length < 0 || is(request, "multipart/")));
    }

    /**
     * The request with its whole body at hand; null if there is no room for it.
     *
     * @param limit the most bytes it may have
     */
    @Nullable
    HttpServletRequest read(HttpServletRequest request, long limit, BodyBudget.Part room) throws IOException {
        byte[] body;
        try {
            body = bytes(request.getInputStream(), request.getContentLengthLong(), limit, room);
        } finally {
            room.read();
        }
        if (body == null) {
            return null;
        }
        boolean form = request.getMethod().equals("POST") && is(request, FORM);
        return form ? new FormRequest(request, body) : new ReplayableRequest(request, body);
    }

    private static byte @Nullable [] bytes(ServletInputStream in, long length, long limit, BodyBudget.Part room)
            throws IOException {
        long most = length >= 0 ? length : limit + 1;
        byte[] body = new byte[(int) Math.min(most, FIRST)];
        if (!room.grow(body.length)) {
            return null;
        }
        int count = 0;
        while (true) {
            int got = count < body.length ? in.read(body, count, body.length - count) : -1;
            if (got > 0) {
                count += got;
                room.received(got);
            } else if (count < body.length || body.length == most) {
                break;
            } else {
                int larger = (int) Math.min(most, body.length * 2L);
                if (!room.grow(larger)) {
                    return null;
                }
                body = Arrays.copyOf(body, larger);
            }
        }
        if (count > limit) {
            throw InputGuard.tooLarge(limit);
        }
        return count == body.length ? body : Arrays.copyOf(body, count);
    }

    private static boolean is(HttpServletRequest request, String kind) {
        String type = request.getContentType();
        return type != null && type.regionMatches(true, 0, kind, 0, kind.length());
    }
}
