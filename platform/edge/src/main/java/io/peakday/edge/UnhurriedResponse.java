package io.peakday.edge;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * A response that is sent when it is whole. The framework flushes every answer as soon as it has written it; an answer that
 * is still in the buffer then goes out as a chunk, and its end as a second packet. Left alone, the container sends it at
 * once, with its length. Live streams are flushed as they ask.
 */
final class UnhurriedResponse extends HttpServletResponseWrapper {
    UnhurriedResponse(HttpServletResponse response) {
        super(response);
    }

    @Override
    public void flushBuffer() throws IOException {
        String type = getContentType();
        if (type != null && type.startsWith("text/event-stream")) {
            super.flushBuffer();
        }
    }
}
